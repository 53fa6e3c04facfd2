package dev.sluice.core.detect;

import java.util.Optional;

/// Raws with a TIFF directory but a number of their own (ExifTool: ORF, RW2).
final class TiffLike implements Structure {
  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    TiffFields fields = new TiffFields(head);
    boolean panasonic = head.u8(2) == 'U';
    long directory = fields.u32(4);
    if (directory < 8
        || directory > evidence.size()
        || (head.has(directory, 2) && fields.u16(directory) < 1)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            panasonic ? "image/x-panasonic-rw2" : "image/x-olympus-orf",
            Confidence.STRUCTURE,
            0,
            head.hex(0, 8) + ", directory at " + directory));
  }
}
