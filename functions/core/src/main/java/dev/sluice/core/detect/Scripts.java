package dev.sluice.core.detect;

import java.util.HashMap;
import java.util.List;
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

  /// A kind, and the interpreters that run it.
  private static final Map<String, String> INTERPRETERS =
      byInterpreter(
          """
          text/x-shellscript sh bash dash ash zsh ksh csh tcsh fish busybox bats
          text/x-python python pypy
          text/x-perl perl
          text/x-ruby ruby jruby
          text/javascript node nodejs deno bun gjs
          application/x-httpd-php php
          text/x-powershell pwsh powershell
          text/x-lua lua luajit texlua
          text/x-awk awk gawk mawk nawk
          text/x-tcl tclsh wish expect
          text/x-makefile make
          text/x-groovy groovy
          text/x-r rscript
          text/x-applescript osascript
          """);

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

  private static Map<String, String> byInterpreter(String rows) {
    Map<String, String> kinds = new HashMap<>();
    for (String row : rows.lines().toList()) {
      List<String> words = List.of(row.split(" ", -1));
      words.subList(1, words.size()).forEach(word -> kinds.put(word, words.getFirst()));
    }
    return kinds;
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
