package dev.sluice.core.detect;

import java.util.Set;

/// Reads JSON by its grammar (RFC 8259), without building anything; as deep as a text of a few KiB
/// can be, without recursion.
final class JsonReader {
  private static final int MAXIMUM_DEPTH = 128;

  private final String text;
  private final Set<String> keys;
  private int at;
  private int tokens;

  /// @param keys takes those of the first object, as `key` or `key=string`; those one level deeper
  ///   as `2:key`
  JsonReader(String text, Set<String> keys) {
    this.text = text;
    this.keys = keys;
  }

  /// Whether all of the text was read.
  boolean ended() {
    return at >= text.length();
  }

  int tokens() {
    return tokens;
  }

  /// Whether the value that was read last is followed by a line break.
  boolean onNewLine() {
    return text.lastIndexOf('\n', at) > text.lastIndexOf('}', at - 1)
        || text.lastIndexOf('\n', at) > text.lastIndexOf(']', at - 1);
  }

  /// Whether a whole array or object stands here; what is behind it is then the next.
  boolean value() {
    StringBuilder open = new StringBuilder();
    boolean valueExpected = true;
    while (true) {
      space();
      if (ended()) {
        return false;
      }
      char next = text.charAt(at);
      tokens++;
      boolean close = next == '}' || next == ']';
      if (valueExpected && (next == '{' || next == '[')) {
        open.append(next == '{' ? '}' : ']');
        at++;
        space();
        if (open.length() > MAXIMUM_DEPTH) {
          return false;
        }
        boolean empty = !ended() && text.charAt(at) == open.charAt(open.length() - 1);
        if (!empty && next == '{' && !key(open.length())) {
          return false;
        }
        valueExpected = !empty;
      } else if (valueExpected && !close) {
        if (!scalar()) {
          return false;
        }
        valueExpected = false;
      } else if (!valueExpected && close && open.charAt(open.length() - 1) == next) {
        at++;
        open.setLength(open.length() - 1);
        if (open.isEmpty()) {
          space();
          return true;
        }
      } else if (!valueExpected && next == ',') {
        at++;
        if (open.charAt(open.length() - 1) == '}' && !key(open.length())) {
          return false;
        }
        valueExpected = true;
      } else {
        return false;
      }
    }
  }

  private boolean key(int depth) {
    space();
    int start = at + 1;
    if (!string()) {
      return false;
    }
    String name = text.substring(start, at - 1);
    space();
    if (ended() || text.charAt(at) != ':') {
      return false;
    }
    at++;
    space();
    if (depth == 1) {
      keys.add(name);
      int end = at < text.length() && text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
      if (end > at && end - at < 64) {
        keys.add(name + '=' + text.substring(at + 1, end));
      }
    } else if (depth <= 3 && keys.size() < 256) {
      keys.add("2:" + name);
    }
    return true;
  }

  private boolean scalar() {
    char first = text.charAt(at);
    if (first == '"') {
      return string();
    }
    int start = at;
    while (at < text.length() && "+-.0123456789eEtrufalsn".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(start, at);
    boolean cut = ended();
    return cut
        ? !word.isEmpty()
        : word.equals("true")
            || word.equals("false")
            || word.equals("null")
            || word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }

  private boolean string() {
    if (ended() || text.charAt(at) != '"') {
      return false;
    }
    for (int i = at + 1; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\') {
        i++;
      } else if (character == '"') {
        at = i + 1;
        return true;
      } else if (character < 0x20) {
        return false;
      }
    }
    at = text.length();
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
