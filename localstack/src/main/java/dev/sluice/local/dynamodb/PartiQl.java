package dev.sluice.local.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a PartiQL statement does, and to which table ("IAM security policies with PartiQL for
/// DynamoDB", DynamoDB developer guide). The rest of it is the library's to read.
///
/// @param index of a SELECT
record PartiQl(Action action, String table, Optional<String> index) {
  enum Action {
    SELECT("PartiQLSelect", "FROM"),
    INSERT("PartiQLInsert", "INTO"),
    UPDATE("PartiQLUpdate", "UPDATE"),
    DELETE("PartiQLDelete", "FROM");

    private final String permission;

    /// The word before the table.
    private final String before;

    Action(String permission, String before) {
      this.permission = permission;
      this.before = before;
    }

    String permission() {
      return permission;
    }
  }

  /// Texts and comments whole, so that nothing in them is taken for a word.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<skip>\\s+|--[^\\n]*|/\\*.*?\\*/)|'(?:[^']|'')*'|\"(?<quoted>(?:[^\"]|\"\")*)\""
              + "|(?<word>[A-Za-z_$][A-Za-z0-9_$]*)|.",
          Pattern.DOTALL);

  /// @param name of a word or of what is quoted, else empty
  private record Token(String text, String name, boolean word) {
    boolean is(String keyword) {
      return word && text.toUpperCase(Locale.ROOT).equals(keyword);
    }
  }

  /// Nothing if it is none of the four, or can't be told.
  static Optional<PartiQl> parse(String statement) {
    // Ion between backticks has quotes of its own; DynamoDB's documentation has none.
    if (statement.contains("`")) {
      return Optional.empty();
    }
    List<Token> tokens = tokens(statement);
    int first = 0;
    // A transaction's EXISTS(SELECT …).
    if (tokens.size() > 1 && tokens.get(0).is("EXISTS") && tokens.get(1).text().equals("(")) {
      first = 2;
    }
    for (Action action : Action.values()) {
      if (first < tokens.size() && tokens.get(first).is(action.name())) {
        return table(tokens, first, action);
      }
    }
    return Optional.empty();
  }

  private static Optional<PartiQl> table(List<Token> tokens, int first, Action action) {
    int at = first;
    while (at < tokens.size() && !tokens.get(at).is(action.before)) {
      at++;
    }
    at++;
    if (at >= tokens.size() || tokens.get(at).name().isEmpty()) {
      return Optional.empty();
    }
    String table = tokens.get(at).name();
    boolean dotted = at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".");
    Optional<String> index = dotted ? Optional.of(tokens.get(at + 2).name()) : Optional.empty();
    return index.filter(String::isEmpty).isPresent()
        ? Optional.empty()
        : Optional.of(new PartiQl(action, table, index));
  }

  private static List<Token> tokens(String statement) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(statement);
    while (matcher.find()) {
      if (matcher.group("skip") == null) {
        String quoted = matcher.group("quoted");
        String word = matcher.group("word");
        String name = quoted != null ? quoted.replace("\"\"", "\"") : word != null ? word : "";
        tokens.add(new Token(matcher.group(), name, word != null));
      }
    }
    return tokens;
  }
}
