package dev.sluice.core.detect;

import java.util.Optional;

/// Segments of a JPEG that carry one thing in parts, as no segment holds more than 65,533 bytes: a
/// colour profile (ICC.1, B.4) or extended XMP (Adobe XMP, part 3, 1.1.3.1). The first of them says
/// how large the whole is, and so where the last one ends: a profile for printing has half a MiB,
/// of which nobody needs to read a part to come to the frame.
final class JpegSeries {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;

  /// Marker and length.
  private static final int SEGMENT = 4;

  private static final String PROFILE = "ICC_PROFILE\0";
  private static final String EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";

  /// A digest in hexadecimal digits, by which the parts are known.
  private static final int DIGEST = 32;

  private static final long LARGEST = 1L << 28;

  private long end;
  private long tried;

  /// Looks at the segment whose marker stands at `at`.
  void look(Window window, long at) {
    int length = window.u16(at + 2);
    long body = at + SEGMENT;
    if (window.u8(at + 1) == APP2 && window.hasAscii(body, PROFILE)) {
      long data = body + PROFILE.length() + 2;
      boolean first = window.u8(data - 2) == 1;
      begin(at, first ? window.u32(data) : -1, data - at, length + 2 - (data - at));
    } else if (window.u8(at + 1) == APP1 && window.hasAscii(body, EXTENDED_XMP)) {
      long sizes = body + EXTENDED_XMP.length() + DIGEST;
      boolean first = window.u32(sizes + 4) == 0;
      long data = sizes + 8;
      begin(at, first ? window.u32(sizes) : -1, data - at, length + 2 - (data - at));
    }
  }

  /// @param whole bytes of all parts together; -1 if this is not the first one
  /// @param overhead bytes of a segment before its part
  /// @param part bytes of the first part; the others have as many, the last one the rest
  private void begin(long at, long whole, long overhead, long part) {
    if (whole > part && part > 0 && whole < LARGEST) {
      end = at + whole + (whole + part - 1) / part * overhead;
    }
  }

  /// A read behind the last segment of the series that was seen last, if one begins there: a first
  /// segment may say anything. Each series is tried once.
  Optional<Window> behind(Evidence evidence, int length) {
    if (tried == end) {
      return Optional.empty();
    }
    tried = end;
    return evidence
        .at(end, length)
        .filter(window -> window.u8(end) == 0xFF && window.u8(end + 1) >= 0xC0);
  }

  long end() {
    return end;
  }
}
