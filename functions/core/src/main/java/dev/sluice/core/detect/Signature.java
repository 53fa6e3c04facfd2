package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes that all have to stand where they are expected, such as `0:'RIFF' & 8:'WEBP'`.
///
/// Bytes are written in hexadecimal, text between quotes, a byte that may be any as `??`.
record Signature(List<Run> runs) {
  private static final Pattern RUN = Pattern.compile("(\\d+):((?:'[^']+'|[0-9A-F]{2}|\\?\\?)+)");
  private static final Pattern PIECE = Pattern.compile("'([^']+)'|([0-9A-F]{2})|\\?\\?");

  /// A byte that may be any.
  private static final short ANY = -1;

  Signature {
    runs = List.copyOf(runs);
  }

  /// Bytes in a row.
  ///
  /// @param offset from the file's beginning
  /// @param bytes 0 to 255, or [#ANY]
  record Run(int offset, List<Short> bytes) {
    Run {
      bytes = List.copyOf(bytes);
    }

    int end() {
      return offset + bytes.size();
    }
  }

  /// @throws IllegalArgumentException if it is not written as above
  static Signature parse(String text) {
    List<Run> runs = new ArrayList<>();
    for (String run : text.split(" & ", -1)) {
      Matcher matcher = RUN.matcher(run.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\"" + run + "\" is no run of bytes; write e.g. 0:89'PNG' or 8:'WEBP'");
      }
      runs.add(new Run(Integer.parseInt(matcher.group(1)), bytes(matcher.group(2))));
    }
    return new Signature(runs);
  }

  private static List<Short> bytes(String text) {
    List<Short> bytes = new ArrayList<>();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      if (piece.group(1) != null) {
        piece.group(1).chars().forEach(character -> bytes.add((short) character));
      } else if (piece.group(2) != null) {
        bytes.add(Short.parseShort(piece.group(2), 16));
      } else {
        bytes.add(ANY);
      }
    }
    return bytes;
  }

  boolean matches(Window head) {
    for (Run run : runs) {
      if (!head.has(run.offset(), run.bytes().size())) {
        return false;
      }
      for (int i = 0; i < run.bytes().size(); i++) {
        short wanted = run.bytes().get(i);
        if (wanted != ANY && head.u8((long) run.offset() + i) != wanted) {
          return false;
        }
      }
    }
    return true;
  }

  /// How many bytes are fixed: of two signatures that both fit, the one with more says more.
  int weight() {
    return (int)
        runs.stream().flatMap(run -> run.bytes().stream()).filter(wanted -> wanted != ANY).count();
  }

  /// The fixed byte at an offset, or -1.
  int byteAt(int offset) {
    for (Run run : runs) {
      if (offset >= run.offset() && offset < run.end()) {
        return run.bytes().get(offset - run.offset());
      }
    }
    return ANY;
  }

  /// Whether some file fits both.
  boolean overlaps(Signature other) {
    for (Run run : runs) {
      for (int offset = run.offset(); offset < run.end(); offset++) {
        int here = byteAt(offset);
        int there = other.byteAt(offset);
        if (here != ANY && there != ANY && here != there) {
          return false;
        }
      }
    }
    return true;
  }

  /// Where the first fixed byte stands.
  int offset() {
    return runs.getFirst().offset();
  }
}
