package dev.sluice.core.detect;

/// What headers of a TAR say of the entry behind them: pax (POSIX.1-2017, pax, "pax Extended
/// Header") and the long names of GNU tar. Readers that know them take it for what the entry's own
/// header says.
///
/// @param path empty if nothing is said of it
/// @param target of a link; empty if nothing is said of it
/// @param size bytes of its content, or -1
record TarExtension(String path, String target, long size) {
  static final TarExtension NONE = new TarExtension("", "", -1);

  static boolean isOne(int type) {
    return type == 'x' || type == 'L' || type == 'K';
  }

  /// @param type for which [#isOne] holds
  /// @param data of that header's entry
  TarExtension with(int type, String data) {
    return switch (type) {
      case 'L' -> new TarExtension(text(data), target, size);
      case 'K' -> new TarExtension(path, text(data), size);
      default -> withRecords(data);
    };
  }

  /// Each is `LENGTH KEY=VALUE` and a line end; the length counts all of it.
  private TarExtension withRecords(String data) {
    TarExtension result = this;
    int at = 0;
    while (at < data.length()) {
      int space = data.indexOf(' ', at);
      int length = space < 0 ? -1 : (int) number(data.substring(at, space));
      if (length <= space - at + 1 || length > data.length() - at) {
        return result;
      }
      String line = data.substring(space + 1, at + length - 1);
      int equals = line.indexOf('=');
      if (equals > 0) {
        result = result.with(line.substring(0, equals), line.substring(equals + 1));
      }
      at += length;
    }
    return result;
  }

  private TarExtension with(String key, String value) {
    return switch (key) {
      case "path", "GNU.sparse.name" -> new TarExtension(value, target, size);
      case "linkpath" -> new TarExtension(path, value, size);
      case "size" -> new TarExtension(path, target, number(value));
      default -> this;
    };
  }

  private static String text(String data) {
    int end = data.indexOf('\0');
    return end < 0 ? data : data.substring(0, end);
  }

  /// -1 if it is none that a file could have.
  private static long number(String text) {
    boolean digits = text.chars().allMatch(it -> it >= '0' && it <= '9');
    return !digits || text.isEmpty() || text.length() > LONGEST_NUMBER ? -1 : Long.parseLong(text);
  }

  private static final int LONGEST_NUMBER = 18;
}
