package dev.sluice.core.detect;

import java.util.Optional;

/// 7z (7-Zip, 7zFormat.txt): a start header with a right CRC, which says where the archive's header
/// stands and so where the file ends.
final class SevenZip implements Structure {
  private static final int START_HEADER = 32;
  private static final int LONGEST_READ = 4096;

  /// The codec's number (7-Zip, Methods.txt).
  private static final String AES = "\u0006\u00F1\u0007\u0001";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long offset = head.u64le(12);
    long size = head.u64le(20);
    if (head.u8(6) != 0
        || offset < 0
        || size < 0
        || offset + size < 0
        || head.crc32(12, START_HEADER) != head.u32le(8)) {
      return Optional.of(
          Finding.undetermined(0, "begins as a 7z, but its start header makes no sense"));
    }
    Finding finding =
        Finding.of("application/x-7z-compressed", Confidence.STRUCTURE, 0, "7z, CRC holds");
    long header = START_HEADER + offset;
    boolean encrypted =
        size > 0
            && evidence
                .at(header, (int) Math.min(size, LONGEST_READ))
                .filter(it -> it.find(AES, header, it.end()) >= 0)
                .isPresent();
    finding = encrypted ? finding.with(Hazard.ENCRYPTED, "codec AES in its header") : finding;
    return Optional.of(Ending.sized(finding, evidence, header + size));
  }
}
