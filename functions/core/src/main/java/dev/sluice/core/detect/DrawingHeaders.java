package dev.sluice.core.detect;

import java.util.Map;
import java.util.Optional;

/// Drawings, medical and astronomical pictures, and small formats that measure themselves in a way
/// of their own.
final class DrawingHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("bpg", DrawingHeaders::bpg),
          Map.entry("emf", Header.of("image/emf", DrawingHeaders::enhancedMetafile)),
          Map.entry("wmf", Header.of("image/wmf", DrawingHeaders::metafile)),
          Map.entry("fits", Header.of("image/fits", DrawingHeaders::fits)),
          Map.entry("dicom", Header.of("application/dicom", DrawingHeaders::dicom)),
          Map.entry("icns", DrawingHeaders::appleIcon),
          Map.entry("dwg", Header.of("image/vnd.dwg", DrawingHeaders::drawing)));

  private DrawingHeaders() {}

  /// MS-EMF 2.3.4.2: the header record is 88 bytes or more, and the version is 1.0.
  private static boolean enhancedMetafile(Window head) {
    return head.u32le(4) >= 88 && head.u32le(4) % 4 == 0 && head.u32le(44) == 0x10000;
  }

  /// MS-WMF 2.3.2: with the placeable header, whose checksum is an exclusive or, or without it.
  private static boolean metafile(Window head) {
    boolean placeable = head.u32(0) == 0xD7CDC69AL;
    int checksum = 0;
    for (int at = 0; at < 20; at += 2) {
      checksum ^= head.u16le(at);
    }
    long header = placeable ? 22 : 0;
    int version = head.u16le(header + 4);
    return (!placeable || checksum == head.u16le(20))
        && (head.u16le(header) == 1 || head.u16le(header) == 2)
        && head.u16le(header + 2) == 9
        && (version == 0x100 || version == 0x300)
        && head.u16le(header + 16) == 0;
  }

  /// FITS 4.0, 4.1: cards of 80 characters; the second one is BITPIX.
  private static boolean fits(Window head) {
    return head.ascii(10, 70).strip().startsWith("T") && head.hasAscii(80, "BITPIX  =");
  }

  /// PS3.10, 7.1: behind the prefix comes the meta group, of which the length is first.
  private static boolean dicom(Window head) {
    return head.u16le(132) == 2 || head.u16le(132) == 8 || head.u16(132) == 8;
  }

  /// `AC10` and two digits or dots; text has no zero in the next five bytes.
  private static boolean drawing(Window head) {
    boolean digits = isDigit(head.u8(4)) && (isDigit(head.u8(5)) || head.u8(5) == 0);
    return digits && head.u8(6) >= 0 && head.u8(6) < 0x20 && head.u8(8) >= 0 && head.u8(8) < 0x20;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /// Its size in the header is the file's.
  private static Optional<Finding> appleIcon(Evidence evidence) {
    Window head = evidence.head();
    long size = head.u32(4);
    long first = head.u32(12);
    if (size < 16 || first < 8 || first > size) {
      return Optional.empty();
    }
    Finding finding =
        Finding.of("image/x-icns", Confidence.STRUCTURE, 0, "icns, " + head.ascii(8, 4));
    return Optional.of(Ending.sized(finding, evidence, size));
  }

  /// BPG 0.9.5, 3: sides in groups of 7 bits, the highest first.
  private static Optional<Finding> bpg(Evidence evidence) {
    Window head = evidence.head();
    int format = head.u8(4) >> 5;
    int depth = head.u8(4) & 0xF;
    long[] sides = new long[2];
    long at = 6;
    for (int side = 0; side < 2; side++) {
      int next = 0x80;
      for (int group = 0; group < 5 && next >= 0x80; group++) {
        next = head.u8(at++);
        sides[side] = sides[side] << 7 | (next & 0x7F);
        if (next < 0) {
          return Optional.empty();
        }
      }
    }
    if (head.u8(4) < 0 || format > 5 || depth > 6 || sides[0] == 0 || sides[1] == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of("image/bpg", Confidence.STRUCTURE, 0, head.hex(0, 6))
            .with(new Fact.Dimensions(sides[0], sides[1])));
  }
}
