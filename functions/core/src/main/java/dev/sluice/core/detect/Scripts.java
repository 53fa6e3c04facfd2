package dev.sluice.core.detect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs in text that an interpreter runs: by the interpreter that the first line names
/// (POSIX.1-2017, execve), or by the mark that switches one on.
final class Scripts implements TextForm {
  private static final Pattern INTERPRETER =
      Pattern.compile(
          "#![ \\t]*(?:\\S*/)?env(?:[ \\t]+-\\S+|[ \\t]+\\w+=\\S*)*[ \\t]+(\\S+)|#![ \\t]*(\\S+)");

  private static final Map<String, String> INTERPRETERS =
      Map.ofEntries(
          Map.entry("sh", "text/x-shellscript"),
          Map.entry("bash", "text/x-shellscript"),
          Map.entry("dash", "text/x-shellscript"),
          Map.entry("ash", "text/x-shellscript"),
          Map.entry("zsh", "text/x-shellscript"),
          Map.entry("ksh", "text/x-shellscript"),
          Map.entry("csh", "text/x-shellscript"),
          Map.entry("tcsh", "text/x-shellscript"),
          Map.entry("fish", "text/x-shellscript"),
          Map.entry("busybox", "text/x-shellscript"),
          Map.entry("bats", "text/x-shellscript"),
          Map.entry("python", "text/x-python"),
          Map.entry("pypy", "text/x-python"),
          Map.entry("perl", "text/x-perl"),
          Map.entry("ruby", "text/x-ruby"),
          Map.entry("jruby", "text/x-ruby"),
          Map.entry("node", "text/javascript"),
          Map.entry("nodejs", "text/javascript"),
          Map.entry("deno", "text/javascript"),
          Map.entry("bun", "text/javascript"),
          Map.entry("gjs", "text/javascript"),
          Map.entry("php", "application/x-httpd-php"),
          Map.entry("pwsh", "text/x-powershell"),
          Map.entry("powershell", "text/x-powershell"),
          Map.entry("lua", "text/x-lua"),
          Map.entry("luajit", "text/x-lua"),
          Map.entry("texlua", "text/x-lua"),
          Map.entry("awk", "text/x-awk"),
          Map.entry("gawk", "text/x-awk"),
          Map.entry("mawk", "text/x-awk"),
          Map.entry("nawk", "text/x-awk"),
          Map.entry("tclsh", "text/x-tcl"),
          Map.entry("wish", "text/x-tcl"),
          Map.entry("expect", "text/x-tcl"),
          Map.entry("make", "text/x-makefile"),
          Map.entry("groovy", "text/x-groovy"),
          Map.entry("rscript", "text/x-r"),
          Map.entry("osascript", "text/x-applescript"));

  @Override
  public Optional<Finding> of(Characters characters) {
    String text = characters.text();
    String start = characters.start();
    if (start.startsWith("#!")) {
      String line = start.lines().findFirst().orElse("");
      if (line.startsWith("#!/") || line.matches("#![ \\t]*\\S*/\\S.*")) {
        return found(interpreted(line), line);
      }
    }
    int php = start.startsWith("<?=") ? 0 : php(text);
    if (php >= 0) {
      return found("application/x-httpd-php", "<?php");
    }
    if (start.startsWith("<%@") || start.startsWith("<jsp:")) {
      return found("application/x-jsp", "<%@");
    }
    return batch(start);
  }

  private static String interpreted(String line) {
    Matcher matcher = INTERPRETER.matcher(line);
    if (!matcher.lookingAt()) {
      return "text/x-script";
    }
    String path = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return INTERPRETERS.getOrDefault(name.replaceFirst("[0-9.-]+$", ""), "text/x-script");
  }

  /// Where a line begins with the mark; elsewhere it is spoken of.
  private static int php(String text) {
    int at = text.indexOf("<?php");
    while (at >= 0) {
      String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
      if (before.isBlank() || before.stripTrailing().endsWith(">")) {
        return at;
      }
      at = text.indexOf("<?php", at + 1);
    }
    return -1;
  }

  /// What the command interpreter of Windows would be given first.
  private static Optional<Finding> batch(String start) {
    String line = start.lines().findFirst().orElse("").strip().toLowerCase(Locale.ROOT);
    boolean echo =
        line.matches("@?echo[ \\t]+off\\b.*")
            || line.matches("@(rem|if|set|setlocal|cls|goto|call|title)\\b.*");
    return echo ? found("application/x-bat", line) : Optional.empty();
  }

  private static Optional<Finding> found(String mediaType, String line) {
    String shown = line.substring(0, Math.min(60, line.length()));
    return Optional.of(
        Finding.of(mediaType, Confidence.STRUCTURE, 0, shown)
            .with(Hazard.EXECUTABLE, "an interpreter runs it"));
  }
}
