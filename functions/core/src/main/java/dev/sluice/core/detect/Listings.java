package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Text in lines of a fixed form: differences, subtitles, translations, settings.
final class Listings implements TextForm {
  private static final Pattern CUE =
      Pattern.compile("\\d\\d?:\\d\\d:\\d\\d[,.]\\d{1,3} --> \\d\\d?:\\d\\d:\\d\\d[,.]\\d{1,3}.*");
  private static final Pattern HUNK = Pattern.compile("@@ -\\d+(,\\d+)? \\+\\d+(,\\d+)? @@.*");
  private static final Pattern SECTION = Pattern.compile("\\[[^\\]\\[]{1,80}\\]\\s*([;#].*)?");
  private static final Pattern TABLE = Pattern.compile("\\[\\[?[\\w.\"' -]+\\]?\\]\\s*(#.*)?");
  private static final Pattern SETTING = Pattern.compile("[\\w@.$\"][^=:{}()<>]{0,80}\\s*=.*");
  private static final Pattern TYPED =
      Pattern.compile(
          "[\\w.\"'-]+\\s*=\\s*(\"[^\"]*\"|'[^']*'|\"\"\".*|true|false|[+-]?\\d[\\d_.:TZe+-]*|\\[.*|\\{.*)\\s*(#.*)?");
  private static final Pattern NODE =
      Pattern.compile("(- )*\\s*([\\w.\"'/$@-][^:{}\\[\\]<>=;]{0,60}:( .*)?|- \\S.*|-)");
  private static final Pattern BLOCK = Pattern.compile("[:-] ?[|>][+-]?$");
  private static final Pattern CONTINUED = Pattern.compile("[\\])}]+,?|\"[^\"]*\",?|'[^']*',?");
  private static final Pattern KEY = Pattern.compile("[\\w.\"'/$@-]{1,60}:");
  private static final Pattern KEY_VALUE = Pattern.compile("[\\w.\"'/$@-]{1,60}: \\S.*");

  @Override
  public Optional<Finding> of(Characters characters) {
    List<String> lines = characters.lines();
    return differences(lines)
        .or(() -> subtitles(lines))
        .or(() -> translations(lines))
        .or(() -> settings(lines))
        .or(() -> yaml(lines));
  }

  /// A header of two lines and a hunk (POSIX.1-2017, diff).
  private static Optional<Finding> differences(List<String> lines) {
    for (int i = 0; i + 2 < lines.size(); i++) {
      String third = lines.get(i + 2);
      boolean unified =
          lines.get(i).startsWith("--- ")
              && lines.get(i + 1).startsWith("+++ ")
              && HUNK.matcher(third).matches();
      boolean context =
          lines.get(i).startsWith("*** ")
              && lines.get(i + 1).startsWith("--- ")
              && third.startsWith("***************");
      boolean normal =
          i == 0
              && lines.get(i).matches("\\d+(,\\d+)?[acd]\\d+(,\\d+)?")
              && lines.get(i + 1).matches("[<>] .*");
      if (unified || context || normal) {
        return found("text/x-diff", "a hunk at line " + (i + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> subtitles(List<String> lines) {
    List<String> some = lines.stream().filter(line -> !line.isBlank()).limit(3).toList();
    boolean cue =
        some.size() == 3
            && some.getFirst().strip().matches("\\d{1,6}")
            && CUE.matcher(some.get(1).strip()).matches();
    return cue ? found("application/x-subrip", "a numbered cue") : Optional.empty();
  }

  private static Optional<Finding> translations(List<String> lines) {
    boolean from = lines.stream().anyMatch(line -> line.startsWith("msgid \""));
    boolean to =
        lines.stream()
            .anyMatch(line -> line.startsWith("msgstr \"") || line.startsWith("msgstr[0] \""));
    return from && to ? found("text/x-gettext-translation", "msgid, msgstr") : Optional.empty();
  }

  /// Sections, and settings in them: TOML where every value has a type, else INI.
  private static Optional<Finding> settings(List<String> lines) {
    int sections = 0;
    int tables = 0;
    int settings = 0;
    int typed = 0;
    int quoted = 0;
    for (String line : lines) {
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      boolean indented = line.startsWith(" ") || line.startsWith("\t");
      if (SECTION.matcher(stripped).matches() || TABLE.matcher(stripped).matches()) {
        sections++;
        tables += TABLE.matcher(stripped).matches() ? 1 : 0;
      } else if (SETTING.matcher(stripped).matches()) {
        settings++;
        typed += TYPED.matcher(stripped).matches() ? 1 : 0;
        quoted += stripped.indexOf('"') > stripped.indexOf('=') ? 1 : 0;
      } else if (settings == 0 || !(indented || CONTINUED.matcher(stripped).matches())) {
        return Optional.empty();
      }
    }
    if (sections == 0 || settings < 2) {
      return Optional.empty();
    }
    boolean toml = typed == settings && tables == sections && quoted > 0;
    return form(
        toml ? "application/toml" : "text/x-ini",
        sections + " sections, " + settings + " settings");
  }

  /// Nodes in block style: mappings and sequences, one a line, nested by indentation.
  private static Optional<Finding> yaml(List<String> lines) {
    int keys = 0;
    int parents = 0;
    int nodes = 0;
    boolean marked = false;
    boolean block = false;
    for (String line : lines) {
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      boolean indented = line.startsWith(" ");
      if (line.startsWith("\t")) {
        return Optional.empty();
      }
      marked |=
          nodes == 0
              && (stripped.equals("---")
                  || stripped.startsWith("%YAML")
                  || stripped.startsWith("--- "));
      if (block && indented) {
        continue;
      }
      block = BLOCK.matcher(stripped).find();
      keys += !indented && KEY_VALUE.matcher(stripped).matches() ? 1 : 0;
      parents +=
          KEY.matcher(stripped.startsWith("- ") ? stripped.substring(2) : stripped).matches()
              ? 1
              : 0;
      boolean node = NODE.matcher(stripped).matches();
      nodes += node ? 1 : 0;
      boolean marker = stripped.startsWith("---") || stripped.startsWith("%");
      if (!node && !indented && !marker && !stripped.equals("...")) {
        return Optional.empty();
      }
    }
    boolean nested = parents >= 1 && nodes >= 4;
    boolean told = marked ? keys + parents >= 1 && nodes >= 1 : nested && keys + parents >= 3;
    return told ? form("application/yaml", nodes + " nodes") : Optional.empty();
  }

  private static Optional<Finding> found(String mediaType, String proof) {
    return Optional.of(Finding.of(mediaType, Confidence.STRUCTURE, 0, proof));
  }

  private static Optional<Finding> form(String mediaType, String proof) {
    return Optional.of(Finding.of(mediaType, Confidence.FORM, 0, proof));
  }
}
