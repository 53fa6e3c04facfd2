package dev.sluice.core.detect;

import java.util.Optional;

/// WebP (RFC 9649): a RIFF of the form WEBP whose size is the file's, and its first chunk.
final class WebP implements Structure {
  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    if (!head.hasAscii(0, "RIFF") || !head.hasAscii(8, "WEBP")) {
      return Optional.empty();
    }
    if (!head.has(0, 30)) {
      return broken("its first chunk is cut off");
    }
    String chunk = head.ascii(12, 4);
    return switch (chunk) {
      case "VP8 " ->
          head.u8(23) == 0x9D && head.u8(24) == 0x01 && head.u8(25) == 0x2A
              ? found(evidence, chunk, head.u16le(26) & 0x3FFF, head.u16le(28) & 0x3FFF)
              : broken("its key frame has no start code");
      case "VP8L" -> {
        long bits = head.u32le(21);
        yield head.u8(20) == 0x2F
            ? found(evidence, chunk, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
            : broken("its lossless stream has no signature");
      }
      case "VP8X" -> found(evidence, chunk, 1 + (head.u32le(24) & 0xFFFFFF), 1L + head.u24le(27));
      default -> broken("its first chunk is none of VP8, VP8L, VP8X");
    };
  }

  private static Optional<Finding> found(Evidence evidence, String chunk, long width, long height) {
    if (width == 0 || height == 0) {
      return broken("it has no size");
    }
    Finding finding =
        Finding.of(
                "image/webp",
                Confidence.STRUCTURE,
                0,
                "RIFF…WEBP, " + chunk.strip() + ' ' + width + "×" + height)
            .with(new Fact.Dimensions(width, height));
    // A size is even; some writers leave its padding byte uncounted.
    long said = evidence.head().u32le(4) + 8;
    return Optional.of(
        Ending.sized(
            finding, evidence, said + 1 == evidence.size() && said % 2 == 1 ? said + 1 : said));
  }

  private static Optional<Finding> broken(String why) {
    return Optional.of(Finding.undetermined(0, "begins as a WebP, but " + why));
  }
}
