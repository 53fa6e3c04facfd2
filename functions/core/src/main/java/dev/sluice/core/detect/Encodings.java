package dev.sluice.core.detect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How text is encoded: a byte-order mark says so (Unicode 16, 23.8); without one, valid UTF-8 is
/// UTF-8, zeros in every other byte are UTF-16, and bytes without control characters belong to a
/// code page.
final class Encodings {
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final int END_OF_FILE = 0x1A;
  private static final int SHORTEST_PAIRS = 16;

  private Encodings() {}

  /// Nothing if the head is not text.
  static Optional<Characters> read(Evidence evidence) {
    Window head = evidence.head();
    boolean whole = head.length() == evidence.size();
    Optional<Charset> marked = marked(head);
    if (marked.isPresent()) {
      return decoded(head, marked.get(), whole);
    }
    Census census = Census.of(head, whole);
    if (census.zeros() > 0) {
      return unmarked(head, census, whole);
    }
    if (census.controls() > 0) {
      return Optional.empty();
    }
    if (census.utf8()) {
      boolean ascii = census.high() == 0;
      String name = !ascii ? "UTF-8" : isJapanese(head) ? "ISO-2022-JP" : "US-ASCII";
      return Optional.of(Characters.of(head.copy(), StandardCharsets.UTF_8, name, whole));
    }
    if (!Characters.isEnough(head.length(), census.high(), census.c1()) && !census.pairs()) {
      return Optional.empty();
    }
    String name = census.c1() == 0 ? "ISO-8859-1" : "windows-1252";
    return Optional.of(Characters.of(head.copy(), Charset.forName(name), name, whole));
  }

  /// Whether bytes further on are in the same encoding.
  static boolean goesOn(Window window, Characters start) {
    boolean wide = start.charset().startsWith("UTF-16") || start.charset().startsWith("UTF-32");
    int bad = 0;
    for (long at = window.offset(); at < window.end(); at++) {
      int octet = window.u8(at);
      boolean ends = octet == END_OF_FILE && window.end() - at <= 128;
      if (!Characters.isTextual(octet) && !(wide && octet < 0x20) && !ends && octet != 0x7F) {
        bad++;
      }
    }
    return bad == 0;
  }

  private static Optional<Charset> marked(Window head) {
    if (head.u32(0) == 0xFFFE0000L) {
      return Optional.of(UTF_32LE);
    }
    if (head.u32(0) == 0xFEFFL) {
      return Optional.of(UTF_32BE);
    }
    if (head.u16(0) == 0xFFFE) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (head.u16(0) == 0xFEFF) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return head.hasAscii(0, "\u00EF\u00BB\u00BF")
        ? Optional.of(StandardCharsets.UTF_8)
        : Optional.empty();
  }

  /// Every other byte a zero, or three of four: Latin letters in UTF-16 or UTF-32.
  private static Optional<Characters> unmarked(Window head, Census census, boolean whole) {
    int units = head.length() / 2;
    if (units < 4) {
      return Optional.empty();
    }
    if (census.zeros() >= head.length() / 4 * 3 - 3 && census.zeros() * 10L > head.length() * 7L) {
      return decoded(head, head.u8(0) == 0 ? UTF_32BE : UTF_32LE, whole);
    }
    int odd = census.zerosAtOdd();
    int even = census.zeros() - odd;
    if (odd > units * 0.6 && even == 0) {
      return decoded(head, StandardCharsets.UTF_16LE, whole);
    }
    return even > units * 0.6 && odd == 0
        ? decoded(head, StandardCharsets.UTF_16BE, whole)
        : Optional.empty();
  }

  private static Optional<Characters> decoded(Window head, Charset charset, boolean whole) {
    Characters characters = Characters.of(head.copy(), charset, charset.name(), whole);
    String text = characters.text();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean ends = character == END_OF_FILE && whole && i > text.length() - 4;
      if ((!Characters.isTextual(character) && !ends)
          || character == '\uFFFD'
          || character == '\uFFFF'
          || character == '\uFFFE') {
        return Optional.empty();
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(characters);
  }

  /// Kanji are shifted in by ESC $ B or ESC $ @ (RFC 1468).
  private static boolean isJapanese(Window head) {
    return head.find("\u001B$B", 0, head.end()) >= 0 || head.find("\u001B$@", 0, head.end()) >= 0;
  }

  /// What bytes there are, counted in one pass.
  ///
  /// @param controls that text does not have
  /// @param high 0x80 and above
  /// @param c1 0x80 to 0x9F
  /// @param utf8 whether all that is high is valid UTF-8
  /// @param pairs whether all that is high are pairs of 0xA1 to 0xFE between lines, as EUC and GB
  ///   2312 write the characters of East Asia: such a text may have nothing else
  private record Census(
      int zeros, int zerosAtOdd, int controls, int high, int c1, boolean utf8, boolean pairs) {
    static Census of(Window head, boolean whole) {
      byte[] bytes = head.copy();
      int zeros = 0;
      int zerosAtOdd = 0;
      int controls = 0;
      int high = 0;
      int c1 = 0;
      boolean utf8 = true;
      int behind = 0; // Where the UTF-8 sequence that was last seen ends.
      for (int i = 0; i < bytes.length; i++) {
        int octet = bytes[i] & 0xFF;
        if (octet == 0) {
          zeros++;
          zerosAtOdd += i & 1;
        } else if (octet >= 0x80) {
          high++;
          c1 += octet < 0xA0 ? 1 : 0;
          if (i >= behind && utf8) {
            int length = sequence(bytes, i);
            boolean cut = length == 0 && !whole && i > bytes.length - 4;
            utf8 = length > 0 || cut;
            behind = i + Math.max(1, cut ? 4 : length);
          }
        } else if (!Characters.isTextual(octet)
            && !(octet == END_OF_FILE && i >= bytes.length - 128 && whole)) {
          controls++;
        }
      }
      boolean pairs = high >= SHORTEST_PAIRS && high < bytes.length && arePairs(bytes, whole);
      return new Census(zeros, zerosAtOdd, controls, high, c1, utf8, pairs);
    }

    private static boolean arePairs(byte[] bytes, boolean whole) {
      int run = 0;
      for (byte each : bytes) {
        int octet = each & 0xFF;
        if (octet >= 0xA1 && octet <= 0xFE) {
          run++;
        } else if (octet >= 0x80 || run % 2 != 0) {
          return false;
        } else {
          run = 0;
        }
      }
      return run % 2 == 0 || !whole;
    }

    /// How long the sequence is that begins here (RFC 3629, 4); 0 if it is none.
    private static int sequence(byte[] bytes, int at) {
      int first = bytes[at] & 0xFF;
      int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
      if (first < 0xC2 || first > 0xF4 || at + length > bytes.length) {
        return 0;
      }
      int second = bytes[at + 1] & 0xFF;
      boolean overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
      boolean beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
      for (int i = 1; i < length; i++) {
        if ((bytes[at + i] & 0xC0) != 0x80) {
          return 0;
        }
      }
      return overlong || beyond ? 0 : length;
    }
  }
}
