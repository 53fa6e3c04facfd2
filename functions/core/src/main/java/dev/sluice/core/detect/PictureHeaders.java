package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Pictures of pixels that a few fields behind their signature prove.
final class PictureHeaders {
  private static final long LARGEST_SIDE = 1 << 24;

  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("photoshop", photoshop("image/vnd.adobe.photoshop", 30_000)),
          Map.entry("photoshop-large", photoshop("image/vnd.adobe.photoshop-large", 300_000)),
          picture("xcf", "image/x-xcf", PictureHeaders::gimp, h -> h.u32(14), h -> h.u32(18)),
          picture(
              "gimp-brush",
              "image/x-gimp-gbr",
              PictureHeaders::pattern,
              h -> h.u32(8),
              h -> h.u32(12)),
          picture(
              "gimp-pattern",
              "image/x-gimp-pat",
              PictureHeaders::pattern,
              h -> h.u32(8),
              h -> h.u32(12)),
          Map.entry(
              "ktx", Header.of("image/ktx", PictureHeaders::texture, PictureHeaders::textureSize)),
          picture("ktx2", "image/ktx2", h -> true, h -> h.u32le(20), h -> Math.max(1, h.u32le(24))),
          picture(
              "dds",
              "image/vnd.ms-dds",
              h -> (h.u32le(8) & 0x6) == 0x6,
              h -> h.u32le(16),
              h -> h.u32le(12)),
          Map.entry(
              "openexr",
              Header.of(
                  "image/x-exr",
                  h ->
                      h.u8(4) >= 1
                          && h.u8(4) <= 2
                          && (h.u8(5) & 0xE1) == 0
                          && h.u16(6) == 0
                          && h.u8(8) > 0x20)),
          Map.entry(
              "radiance",
              Header.of("image/vnd.radiance", h -> h.find("FORMAT=32-bit_rle_", 0, h.end()) > 0)),
          picture(
              "flif",
              "image/flif",
              h -> h.u8(4) >= 0x31 && h.u8(4) <= 0x6F && h.u8(5) >= 0x30 && h.u8(5) <= 0x32,
              h -> flifSide(h, 0),
              h -> flifSide(h, 1)),
          picture(
              "qoi",
              "image/qoi",
              h -> (h.u8(12) == 3 || h.u8(12) == 4) && h.u8(13) <= 1,
              h -> h.u32(4),
              h -> h.u32(8)),
          picture("farbfeld", "image/x-farbfeld", h -> true, h -> h.u32(8), h -> h.u32(12)),
          picture(
              "pcx",
              "image/vnd.zbrush.pcx",
              PictureHeaders::paintbrush,
              h -> h.u16le(8) - h.u16le(4) + 1,
              h -> h.u16le(10) - h.u16le(6) + 1),
          picture(
              "sgi",
              "image/x-sgi",
              h -> h.u8(2) <= 1 && (h.u8(3) == 1 || h.u8(3) == 2) && h.u16(4) >= 1 && h.u16(4) <= 3,
              h -> h.u16(6),
              h -> h.u16(4) == 1 ? 1 : h.u16(8)),
          picture(
              "sun-raster",
              "image/x-sun-raster",
              h -> isOneOf(h.u32(12), 1, 8, 24, 32) && h.u32(20) <= 5,
              h -> h.u32(4),
              h -> h.u32(8)),
          picture(
              "xwd",
              "image/x-xwindowdump",
              h ->
                  h.u32(0) >= 100
                      && h.u32(0) <= 1024
                      && h.u32(8) <= 2
                      && h.u32(12) >= 1
                      && h.u32(12) <= 32,
              h -> h.u32(16),
              h -> h.u32(20)),
          Map.entry(
              "dpx",
              Header.of(
                  "image/x-dpx",
                  h -> h.u8(8) == 'V' && h.u8(9) >= '1' && h.u8(9) <= '9' && h.u8(10) == '.')),
          picture(
              "astc",
              "image/astc",
              h -> h.u8(4) >= 3 && h.u8(4) <= 12 && h.u8(5) >= 3 && h.u8(5) <= 12,
              h -> h.u24le(7),
              h -> h.u24le(10)),
          picture(
              "vtf",
              "image/x-vtf",
              h -> h.u32le(4) == 7 && h.u32le(8) <= 6,
              h -> h.u16le(16),
              h -> h.u16le(18)),
          picture(
              "jpeg-2000-codestream",
              "image/j2c",
              h -> h.u16(4) == 38 + 3 * h.u16(40) && h.u16(40) > 0,
              h -> h.u32(8) - h.u32(16),
              h -> h.u32(12) - h.u32(20)),
          Map.entry("jpeg-xr", Header.of("image/jxr", h -> h.u8(3) <= 1 && h.u32le(4) >= 8)),
          Map.entry("tiff-like", new TiffLike()),
          Map.entry(
              "xcursor",
              Header.of(
                  "image/x-xcursor",
                  h -> h.u32le(4) == 16 && h.u32le(12) >= 1 && h.u32le(12) <= 65_536)),
          Map.entry(
              "quicktime-image",
              Header.of(
                  "image/x-quicktime",
                  h ->
                      h.u32(0) >= 8
                          && h.u32(0) < 1 << 28
                          && (h.hasAscii(h.u32(0) + 4, "idsc")
                              || h.hasAscii(h.u32(0) + 4, "idat")))),
          Map.entry(
              "foveon", Header.of("image/x-sigma-x3f", h -> h.u16le(6) >= 2 && h.u16le(6) <= 4)));

  private PictureHeaders() {}

  private static Map.Entry<String, Structure> picture(
      String name,
      String mediaType,
      Predicate<Window> sensible,
      Function<Window, Number> width,
      Function<Window, Number> height) {
    return Map.entry(
        name,
        Header.of(
            mediaType,
            head ->
                sensible.test(head)
                    && isSide(width.apply(head).longValue())
                    && isSide(height.apply(head).longValue()),
            head -> Header.size(width.apply(head).longValue(), height.apply(head).longValue())));
  }

  private static boolean isSide(long side) {
    return side > 0 && side <= LARGEST_SIDE;
  }

  private static boolean isOneOf(long value, long... wanted) {
    for (long each : wanted) {
      if (value == each) {
        return true;
      }
    }
    return false;
  }

  /// Adobe Photoshop File Formats, "File Header Section".
  private static Structure photoshop(String mediaType, int largest) {
    return Header.of(
        mediaType,
        head ->
            head.u32(6) == 0
                && head.u16(10) == 0
                && head.u16(12) >= 1
                && head.u16(12) <= 56
                && head.u32(14) >= 1
                && head.u32(14) <= largest
                && head.u32(18) >= 1
                && head.u32(18) <= largest
                && isOneOf(head.u16(22), 1, 8, 16, 32)
                && head.u16(24) <= 9,
        head -> Header.size(head.u32(18), head.u32(14)));
  }

  private static boolean gimp(Window head) {
    boolean version = head.hasAscii(9, "file") || (head.u8(9) == 'v' && head.u8(10) >= '0');
    return version && head.u8(13) == 0 && head.u32(22) <= 2;
  }

  /// Sizes of the header and, for a brush, the version; 1 to 4 bytes a pixel.
  private static boolean pattern(Window head) {
    return head.u32(0) >= 24
        && head.u32(0) <= 4096
        && head.u32(4) >= 1
        && head.u32(4) <= 3
        && head.u32(16) >= 1
        && head.u32(16) <= 18;
  }

  private static boolean texture(Window head) {
    long[] size = textureSides(head);
    return (head.u32(12) == 0x04030201L || head.u32(12) == 0x01020304L)
        && isSide(size[0])
        && size[1] <= LARGEST_SIDE;
  }

  private static List<Fact> textureSize(Window head) {
    long[] size = textureSides(head);
    return Header.size(size[0], Math.max(1, size[1]));
  }

  private static long[] textureSides(Window head) {
    return head.u32(12) == 0x01020304L
        ? new long[] {head.u32le(36), head.u32le(40)}
        : new long[] {head.u32(36), head.u32(40)};
  }

  /// ZSoft: version 0 to 5, run-length coding, 1 to 8 bits, and a right edge behind the left one.
  private static boolean paintbrush(Window head) {
    return head.u8(1) <= 5
        && head.u8(1) != 1
        && head.u8(2) <= 1
        && isOneOf(head.u8(3), 1, 2, 4, 8)
        && head.u8(64) == 0
        && head.u8(65) >= 1
        && head.u8(65) <= 4
        && head.has(0, 128);
  }

  /// FLIF writes a side less one in groups of 7 bits, the highest first.
  private static long flifSide(Window head, int index) {
    long at = 6;
    for (int side = 0; ; side++) {
      long value = 0;
      for (int group = 0; group < 5; group++) {
        int next = head.u8(at++);
        value = value << 7 | (next & 0x7F);
        if (next < 0) {
          return -1;
        }
        if (next < 0x80) {
          break;
        }
      }
      if (side == index) {
        return value + 1;
      }
    }
  }
}
