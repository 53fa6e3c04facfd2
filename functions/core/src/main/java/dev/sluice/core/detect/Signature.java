package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes that all have to stand where they are expected, such as `0:'RIFF' & 8:'WEBP'`.
///
/// Bytes are written in hexadecimal, text between quotes, a byte that may be any as `??`. They lie
/// in plain arrays: each is compared with every file that begins like it.
public final class Signature {
  private static final Pattern RUN = Pattern.compile("(\\d+):((?:'[^']+'|[0-9A-F]{2}|\\?\\?)+)");
  private static final Pattern PIECE = Pattern.compile("'([^']+)'|([0-9A-F]{2})|\\?\\?");

  /// A byte that may be any.
  private static final int ANY = -1;

  /// Ascending, and for each the byte that has to stand there.
  private final int[] offsets;

  private final int[] bytes;

  private Signature(int[] offsets, int[] bytes) {
    this.offsets = offsets;
    this.bytes = bytes;
  }

  /// @throws IllegalArgumentException if it is not written as above
  static Signature parse(String text) {
    List<Integer> offsets = new ArrayList<>();
    List<Integer> bytes = new ArrayList<>();
    for (String run : text.split(" & ", -1)) {
      Matcher matcher = RUN.matcher(run.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\"" + run + "\" is no run of bytes; write e.g. 0:89'PNG' or 8:'WEBP'");
      }
      int offset = Integer.parseInt(matcher.group(1));
      for (int wanted : bytes(matcher.group(2))) {
        if (wanted != ANY) {
          offsets.add(offset);
          bytes.add(wanted);
        }
        offset++;
      }
    }
    for (int i = 1; i < offsets.size(); i++) {
      if (offsets.get(i) <= offsets.get(i - 1)) {
        throw new IllegalArgumentException("the runs of \"" + text + "\" are not in order");
      }
    }
    return new Signature(
        offsets.stream().mapToInt(Integer::intValue).toArray(),
        bytes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> bytes(String text) {
    List<Integer> bytes = new ArrayList<>();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      if (piece.group(1) != null) {
        piece.group(1).chars().forEach(bytes::add);
      } else if (piece.group(2) != null) {
        bytes.add(Integer.parseInt(piece.group(2), 16));
      } else {
        bytes.add(ANY);
      }
    }
    return bytes;
  }

  boolean matches(Window head) {
    for (int i = 0; i < offsets.length; i++) {
      if (head.u8(offsets[i]) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// How many bytes are fixed: of two signatures that both fit, the one with more says more.
  int weight() {
    return bytes.length;
  }

  /// The fixed byte at an offset, or -1.
  int byteAt(int offset) {
    int index = Arrays.binarySearch(offsets, offset);
    return index < 0 ? ANY : bytes[index];
  }

  /// Whether some file fits both.
  boolean overlaps(Signature other) {
    for (int i = 0; i < offsets.length; i++) {
      int there = other.byteAt(offsets[i]);
      if (there != ANY && there != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Where the first fixed byte stands.
  int offset() {
    return offsets[0];
  }
}
