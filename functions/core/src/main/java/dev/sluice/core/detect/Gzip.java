package dev.sluice.core.detect;

import java.util.Optional;

/// GZIP (RFC 1952): a header without reserved flags, and a stream that can be unpacked. A bounded
/// beginning of what is packed tells a compressed TAR; the last four bytes say how much it is.
final class Gzip implements Structure {
  private static final int FIXED_HEADER = 10;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;
  private static final int UNPACKED = 2 * Tar.BLOCK;

  /// DEFLATE can't do better (zlib technical details: 1032:1).
  private static final long BEST_RATIO = 1032;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    int flags = head.u8(3);
    if (flags < 0 || (flags & RESERVED) != 0) {
      return Optional.of(Finding.undetermined(0, "begins as a GZIP, but its flags make no sense"));
    }
    long data = FIXED_HEADER;
    if ((flags & EXTRA) != 0) {
      data += 2 + Math.max(0, head.u16le(data));
    }
    data = (flags & NAME) == 0 ? data : behindText(head, data);
    data = (flags & COMMENT) == 0 ? data : behindText(head, data);
    data += (flags & HEADER_CRC) == 0 ? 0 : 2;
    if (!head.has(data, 1)) {
      return Optional.of(Finding.undetermined(0, "begins as a GZIP, but its header is cut off"));
    }
    byte[] unpacked = Inflated.first(head.copy(), (int) data, UNPACKED, true);
    long said = evidence.tail(8).map(tail -> tail.u32le(evidence.size() - 4)).orElse(-1L);
    boolean empty = said == 0 && evidence.size() - data <= 16;
    if (unpacked.length == 0 && !empty) {
      return Optional.of(Finding.undetermined(data, "begins as a GZIP, but can't be unpacked"));
    }
    Window inner = new Window(0, unpacked);
    boolean tar = Tar.isHeader(inner, 0);
    Finding finding =
        Finding.of(
            "application/gzip",
            Confidence.STRUCTURE,
            0,
            head.hex(0, 3) + (tar ? ", a TAR is packed in it" : ", can be unpacked"));
    if (said >= 0 && said / BEST_RATIO <= evidence.size()) {
      finding = finding.with(new Fact.Entries(1, evidence.size(), said, 0, !tar));
    }
    if (tar) {
      finding = finding.called("tar.gz").with(new Fact.Codec("tar"));
    }
    return Optional.of(finding);
  }

  /// Behind a text's final zero.
  private static long behindText(Window head, long from) {
    long at = from;
    while (head.u8(at) > 0) {
      at++;
    }
    return at + 1;
  }
}
