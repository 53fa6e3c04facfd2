package dev.sluice.core.detect;

import java.util.Arrays;

/// Bytes that all have to stand where they are expected, such as `0:'RIFF' & 8:'WEBP'`.
///
/// Bytes are written in hexadecimal, text between quotes, a byte that may be any as `??`. They lie
/// in plain arrays: each is compared with every file that begins like it.
public final class Signature {
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
    return new Reader(text).read();
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

  /// Reads character by character: patterns would take most of the time in which a function starts.
  private static final class Reader {
    private final String text;
    private int at;
    private int count;
    private int[] offsets = new int[16];
    private int[] bytes = new int[16];

    Reader(String text) {
      this.text = text.strip();
    }

    Signature read() {
      run();
      while (at < text.length()) {
        if (!text.startsWith(" & ", at)) {
          throw wrong();
        }
        at += " & ".length();
        run();
      }
      return new Signature(Arrays.copyOf(offsets, count), Arrays.copyOf(bytes, count));
    }

    private void run() {
      int offset = number();
      int first = at;
      while (at < text.length() && text.charAt(at) != ' ') {
        offset = piece(offset);
      }
      if (at == first) {
        throw wrong();
      }
    }

    private int number() {
      int colon = text.indexOf(':', at);
      if (colon <= at || colon - at > 6) {
        throw wrong();
      }
      int number = 0;
      for (; at < colon; at++) {
        int digit = text.charAt(at) - '0';
        if (digit < 0 || digit > 9) {
          throw wrong();
        }
        number = 10 * number + digit;
      }
      at++;
      return number;
    }

    /// @return the offset behind it
    private int piece(int offset) {
      if (text.charAt(at) == '\'') {
        int end = text.indexOf('\'', at + 1);
        if (end < at + 2) {
          throw wrong();
        }
        for (int i = at + 1; i < end; i++) {
          add(offset + i - at - 1, text.charAt(i));
        }
        int behind = offset + end - at - 1;
        at = end + 1;
        return behind;
      }
      if (!text.startsWith("??", at)) {
        add(offset, 16 * hexadecimal(at) + hexadecimal(at + 1));
      }
      at += 2;
      return offset + 1;
    }

    private int hexadecimal(int index) {
      int digit = index < text.length() ? "0123456789ABCDEF".indexOf(text.charAt(index)) : -1;
      if (digit < 0) {
        throw wrong();
      }
      return digit;
    }

    private void add(int offset, int wanted) {
      if (count > 0 && offset <= offsets[count - 1]) {
        throw new IllegalArgumentException("the runs of \"" + text + "\" are not in order");
      }
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
        bytes = Arrays.copyOf(bytes, 2 * count);
      }
      offsets[count] = offset;
      bytes[count++] = wanted;
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException(
          "\"" + text + "\" is no run of bytes; write e.g. 0:89'PNG' or 8:'WEBP'");
    }
  }
}
