package dev.sluice.core.detect;

import java.util.Arrays;
import java.util.List;

/// Pictures of 3 by 2 pixels, or what of them their header needs.
final class PictureSamples {
  static final int WIDTH = 3;
  static final int HEIGHT = 2;

  private PictureSamples() {}

  /// Those that tell their size.
  static List<Sample> sized() {
    return List.of(
        Sample.of("image/png", new Bytes().bytes(Samples.png(WIDTH, HEIGHT))),
        Sample.of("image/apng", animated()),
        Sample.of("image/jpeg", new Bytes().bytes(Samples.jpeg(WIDTH, HEIGHT, 0))),
        Sample.of("image/jls", lossless()),
        Sample.of("image/gif", new Bytes().bytes(Samples.gif(WIDTH, HEIGHT))),
        Sample.of("image/webp", new Bytes().bytes(Samples.webp(WIDTH, HEIGHT))),
        Sample.of("image/bmp", bitmap()),
        Sample.of("image/vnd.microsoft.icon", icon(1)),
        Sample.of("image/x-win-bitmap", icon(2)),
        Sample.of("image/tiff", tiff(true)),
        Sample.of("image/tiff", tiff(false)),
        Sample.of("image/tiff", bigTiff()),
        Sample.of("image/j2c", codestream()),
        Sample.of("image/vnd.adobe.photoshop", photoshop(1)),
        Sample.of("image/vnd.adobe.photoshop-large", photoshop(2)),
        Sample.of(
            "image/x-xcf", new Bytes().ascii("gimp xcf v011\0").be32(WIDTH).be32(HEIGHT).be32(0)),
        Sample.of(
            "image/x-gimp-gbr",
            new Bytes()
                .be32(40)
                .be32(2)
                .be32(WIDTH)
                .be32(HEIGHT)
                .be32(1)
                .ascii("GIMP")
                .be32(25)
                .zeros(20)),
        Sample.of(
            "image/x-gimp-pat",
            new Bytes().be32(40).be32(1).be32(WIDTH).be32(HEIGHT).be32(3).ascii("GPAT").zeros(20)),
        Sample.of(
            "image/ktx",
            new Bytes()
                .hex("AB4B5458203131BB0D0A1A0A 01020304")
                .zeros(20)
                .le32(WIDTH)
                .le32(HEIGHT)
                .zeros(20)),
        Sample.of(
            "image/ktx2",
            new Bytes()
                .hex("AB4B5458203230BB0D0A1A0A")
                .le32(37)
                .le32(1)
                .le32(WIDTH)
                .le32(HEIGHT)
                .zeros(40)),
        Sample.of(
            "image/vnd.ms-dds",
            new Bytes().ascii("DDS ").le32(124).le32(0x1007).le32(HEIGHT).le32(WIDTH).zeros(108)),
        Sample.of("image/flif", new Bytes().ascii("FLIF31").u8(WIDTH - 1).u8(HEIGHT - 1).zeros(8)),
        Sample.of(
            "image/qoi",
            new Bytes().ascii("qoif").be32(WIDTH).be32(HEIGHT).u8(4).u8(0).zeros(7).u8(1)),
        Sample.of(
            "image/x-farbfeld", new Bytes().ascii("farbfeld").be32(WIDTH).be32(HEIGHT).zeros(48)),
        Sample.of(
            "image/vnd.zbrush.pcx",
            new Bytes()
                .hex("0A050108")
                .le16(0)
                .le16(0)
                .le16(WIDTH - 1)
                .le16(HEIGHT - 1)
                .to(65)
                .u8(1)
                .to(140)),
        Sample.of(
            "image/x-sgi",
            new Bytes().be16(0x01DA).u8(0).u8(1).be16(2).be16(WIDTH).be16(HEIGHT).to(512)),
        Sample.of(
            "image/x-sun-raster",
            new Bytes()
                .be32(0x59A66A95L)
                .be32(WIDTH)
                .be32(HEIGHT)
                .be32(8)
                .be32(6)
                .be32(1)
                .zeros(16)),
        Sample.of(
            "image/x-xwindowdump",
            new Bytes().be32(100).be32(7).be32(2).be32(24).be32(WIDTH).be32(HEIGHT).zeros(90)),
        Sample.of(
            "image/astc", new Bytes().hex("13ABA15C 04 04 01 030000 020000 010000").zeros(16)),
        Sample.of(
            "image/x-vtf",
            new Bytes().ascii("VTF\0").le32(7).le32(2).le32(80).le16(WIDTH).le16(HEIGHT).zeros(60)),
        Sample.of(
            "image/bpg",
            new Bytes().ascii("BPG").u8(0xFB).u8(0x20).u8(0).u8(WIDTH).u8(HEIGHT).zeros(9)),
        Sample.of("image/x-portable-bitmap", new Bytes().ascii("P4\n# by hand\n3 2\n").zeros(2)),
        Sample.of("image/x-portable-graymap", new Bytes().ascii("P5 3 2 255\n").zeros(6)),
        Sample.of("image/x-portable-pixmap", new Bytes().ascii("P6\n3 2\n255\n").zeros(18)),
        Sample.of(
            "image/x-portable-arbitrarymap",
            new Bytes().ascii("P7\nWIDTH 3\nHEIGHT 2\nDEPTH 1\nMAXVAL 255\nENDHDR\n").zeros(6)),
        Sample.of("image/x-portable-floatmap", new Bytes().ascii("Pf\n3 2\n-1.0\n").zeros(24)),
        Sample.of("image/x-tga", targa()));
  }

  /// Those whose size is not in what is looked at, or that are no picture of pixels.
  static List<Sample> unsized() {
    return List.of(
        Sample.of(
            "image/jxl",
            new Bytes().hex("0000000C4A584C200D0A870A 00000014").ascii("ftypjxl \0\0\0\0jxl ")),
        Sample.of("image/jxr", new Bytes().hex("4949BC01 20000000").to(40)),
        Sample.of("image/x-adobe-dng", raw("Leica Camera AG", true)),
        Sample.of("image/x-nikon-nef", raw("NIKON CORPORATION", false)),
        Sample.of("image/x-sony-arw", raw("SONY", false)),
        Sample.of("image/x-pentax-pef", raw("PENTAX Corporation", false)),
        Sample.of("image/x-samsung-srw", raw("SAMSUNG", false)),
        Sample.of("image/x-canon-cr2", canon()),
        Sample.of("image/x-canon-crw", new Bytes().hex("49491A000000").ascii("HEAPCCDR").zeros(20)),
        Sample.of("image/x-olympus-orf", new Bytes().ascii("IIRO").le32(8).le16(1).zeros(16)),
        Sample.of(
            "image/x-panasonic-rw2", new Bytes().ascii("IIU\0").le32(24).to(24).le16(1).zeros(14)),
        Sample.of(
            "image/x-fuji-raf", new Bytes().ascii("FUJIFILMCCD-RAW 0201FF129503X-T3").zeros(60)),
        Sample.of("image/x-sigma-x3f", new Bytes().ascii("FOVb").le16(0).le16(2).zeros(40)),
        Sample.of(
            "image/x-exr",
            new Bytes().hex("762F3101 02000000").ascii("channels\0chlist\0").zeros(20)),
        Sample.of(
            "image/vnd.radiance",
            new Bytes().ascii("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 3\n").zeros(24)),
        Sample.of(
            "image/emf", new Bytes().le32(1).le32(108).to(40).ascii(" EMF").le32(0x10000).to(108)),
        Sample.of(
            "image/wmf",
            new Bytes()
                .hex("D7CDC69A")
                .zeros(6)
                .le16(100)
                .le16(100)
                .le16(96)
                .zeros(4)
                .le16(0x5711 ^ 96)
                .le16(1)
                .le16(9)
                .le16(0x300)
                .zeros(12)),
        Sample.of(
            "image/fits",
            new Bytes()
                .ascii("SIMPLE  =                    T")
                .ascii(" ".repeat(50))
                .ascii("BITPIX  =                    8")
                .ascii(" ".repeat(50))),
        Sample.of(
            "application/dicom",
            new Bytes().to(128).ascii("DICM").hex("02000000").ascii("UL").le16(4).le32(100)),
        Sample.of(
            "image/x-icns", new Bytes().ascii("icns").be32(32).ascii("ic07").be32(24).zeros(16)),
        Sample.of("image/vnd.dwg", new Bytes().ascii("AC1032").zeros(30)),
        Sample.of(
            "image/x-dpx", new Bytes().ascii("SDPX").be32(2048).ascii("V1.0\0\0\0\0").zeros(40)),
        Sample.of(
            "image/x-xcursor", new Bytes().ascii("Xcur").le32(16).le32(0x10000).le32(1).zeros(40)));
  }

  private static Bytes animated() {
    byte[] still = Samples.png(WIDTH, HEIGHT);
    int end = still.length - 12;
    byte[] control = new Bytes().ascii("acTL").be64(1).array();
    return new Bytes()
        .bytes(Arrays.copyOf(still, end))
        .be32(8)
        .bytes(control)
        .be32(Bytes.crc(control, 0, control.length))
        .bytes(Arrays.copyOfRange(still, end, still.length));
  }

  private static Bytes lossless() {
    return new Bytes()
        .hex("FFD8 FFF7 000B 08")
        .be16(HEIGHT)
        .be16(WIDTH)
        .hex("01 011100")
        .hex("FFDA0008 0101000000 00")
        .hex("FFD9");
  }

  static Bytes bitmap() {
    return new Bytes()
        .ascii("BM")
        .le32(54 + 12 * HEIGHT)
        .le32(0)
        .le32(54)
        .le32(40)
        .le32(WIDTH)
        .le32(HEIGHT)
        .le16(1)
        .le16(24)
        .zeros(24)
        .zeros(12 * HEIGHT);
  }

  /// @param type 1 an icon, 2 a cursor
  private static Bytes icon(int type) {
    return new Bytes()
        .le16(0)
        .le16(type)
        .le16(1)
        .u8(WIDTH)
        .u8(HEIGHT)
        .le16(0)
        .le16(1)
        .le16(type == 1 ? 24 : 1)
        .le32(60)
        .le32(22)
        .le32(40)
        .zeros(56);
  }

  static Bytes tiff(boolean little) {
    int[][] tags = {{256, 3, 1, WIDTH}, {257, 3, 1, HEIGHT}, {259, 3, 1, 1}};
    Bytes tiff = new Bytes();
    if (little) {
      tiff.ascii("II").le16(42).le32(8).le16(tags.length);
      for (int[] tag : tags) {
        tiff.le16(tag[0]).le16(tag[1]).le32(tag[2]).le16(tag[3]).le16(0);
      }
    } else {
      tiff.ascii("MM").be16(42).be32(8).be16(tags.length);
      for (int[] tag : tags) {
        tiff.be16(tag[0]).be16(tag[1]).be32(tag[2]).be16(tag[3]).be16(0);
      }
    }
    return tiff.zeros(4);
  }

  private static Bytes bigTiff() {
    return new Bytes()
        .ascii("II")
        .le16(43)
        .le16(8)
        .le16(0)
        .le64(16)
        .le64(2)
        .le16(256)
        .le16(3)
        .le64(1)
        .le64(WIDTH)
        .le16(257)
        .le16(3)
        .le64(1)
        .le64(HEIGHT)
        .zeros(8);
  }

  /// Its first directory is a preview, and says who made the camera.
  private static Bytes raw(String maker, boolean dng) {
    return new Bytes()
        .ascii("II")
        .le16(42)
        .le32(8)
        .le16(5)
        .le16(254)
        .le16(4)
        .le32(1)
        .le32(1)
        .le16(256)
        .le16(4)
        .le32(1)
        .le32(160)
        .le16(257)
        .le16(4)
        .le32(1)
        .le32(120)
        .le16(271)
        .le16(2)
        .le32(maker.length() + 1)
        .le32(80)
        .le16(dng ? 50706 : 330)
        .le16(dng ? 1 : 4)
        .le32(dng ? 4 : 1)
        .le32(0x401)
        .to(80)
        .ascii(maker)
        .zeros(8);
  }

  private static Bytes canon() {
    return new Bytes()
        .ascii("II")
        .le16(42)
        .le32(16)
        .ascii("CR")
        .le16(2)
        .le32(0)
        .le16(2)
        .le16(256)
        .le16(3)
        .le32(1)
        .le32(5184)
        .le16(257)
        .le16(3)
        .le32(1)
        .le32(3456)
        .zeros(4);
  }

  private static Bytes codestream() {
    return new Bytes()
        .hex("FF4F FF51")
        .be16(41)
        .be16(0)
        .be32(WIDTH)
        .be32(HEIGHT)
        .zeros(24)
        .be16(1)
        .hex("07 01 01")
        .hex("FFD9");
  }

  private static Bytes photoshop(int version) {
    return new Bytes()
        .ascii("8BPS")
        .be16(version)
        .zeros(6)
        .be16(3)
        .be32(HEIGHT)
        .be32(WIDTH)
        .be16(8)
        .be16(3)
        .zeros(14);
  }

  private static Bytes targa() {
    return new Bytes()
        .hex("00 00 02 0000 0000 00 0000 0000")
        .le16(WIDTH)
        .le16(HEIGHT)
        .u8(24)
        .u8(0)
        .zeros(3 * WIDTH * HEIGHT)
        .zeros(8)
        .ascii("TRUEVISION-XFILE.\0");
  }
}
