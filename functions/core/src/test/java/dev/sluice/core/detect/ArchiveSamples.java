package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Archives, compressed streams and images of disks.
final class ArchiveSamples {
  private ArchiveSamples() {}

  static List<Sample> all() {
    return List.of(
        Sample.of("application/x-7z-compressed", sevenZip()),
        Sample.of("application/vnd.rar", rar5(0x0000)),
        Sample.of("application/vnd.rar", rar4()),
        Sample.of("application/gzip", new Bytes().bytes(gzip("some text, some text"))),
        Sample.of("application/x-bzip2", new Bytes().ascii("BZh91AY&SY").zeros(30)),
        Sample.of("application/x-xz", xz(5000)),
        Sample.of("application/lzip", lzip(5000)),
        Sample.of(
            "application/x-lzma", new Bytes().hex("5D 00008000 FFFFFFFFFFFFFFFF 00").zeros(20)),
        Sample.of("application/zstd", new Bytes().hex("28B52FFD 60 8813").zeros(20)),
        Sample.of(
            "application/x-lz4", new Bytes().hex("04224D18 68 40 8813000000000000 00").zeros(20)),
        Sample.of("application/x-compress", new Bytes().hex("1F9D90").zeros(20)),
        Sample.of("application/x-lzop", new Bytes().hex("894C5A4F000D0A1A0A").zeros(20)),
        Sample.of("application/x-lrzip", new Bytes().ascii("LRZI").u8(0).u8(6).zeros(30)),
        Sample.of(
            "application/x-snappy-framed", new Bytes().hex("FF060000").ascii("sNaPpY").zeros(10)),
        Sample.of("application/x-zlib", zlib()),
        Sample.of("application/x-tar", new Bytes().bytes(tar("notes.txt", '0', "hello"))),
        Sample.of("application/x-lzh-compressed", lzh()),
        Sample.of("application/x-arj", arj()),
        Sample.of(
            "application/x-ace-compressed",
            new Bytes().hex("1234 3100 00 0000").ascii("**ACE**").zeros(60)),
        Sample.of(
            "application/x-zoo",
            new Bytes()
                .ascii("ZOO 2.10 Archive.\u001A\0\0")
                .hex("DCA7C4FD")
                .le32(42)
                .le32(-42)
                .zeros(30)),
        Sample.of(
            "application/x-arc",
            new Bytes()
                .u8(0x1A)
                .u8(8)
                .ascii("NOTES.TXT\0\0\0\0")
                .le32(100)
                .le16(0x21 | (5 << 5))
                .le16(0)
                .le16(0)
                .le32(200)
                .zeros(100)),
        Sample.of("application/vnd.ms-cab-compressed", cabinet("notes.txt", 0)),
        Sample.of(
            "application/x-unix-archive",
            new Bytes().ascii("!<arch>\n" + member("lib.o", 4) + "abcd")),
        Sample.of(
            "application/vnd.debian.binary-package",
            new Bytes().ascii("!<arch>\n" + member("debian-binary", 4) + "2.0\n")),
        Sample.of(
            "application/x-rpm",
            new Bytes()
                .hex("EDABEEDB 0300 0000 0001")
                .ascii("notes-1.0-1")
                .to(76)
                .be16(1)
                .be16(5)
                .to(112)
                .hex("8EADE801")),
        Sample.of(
            "application/x-cpio", new Bytes().ascii("070701" + "0".repeat(104) + "notes.txt\0")),
        Sample.of(
            "application/x-cpio", new Bytes().ascii("070707" + "0".repeat(70) + "notes.txt\0")),
        Sample.of(
            "application/x-cpio",
            new Bytes()
                .hex("C771")
                .le16(0)
                .le16(0)
                .le16(0x81A4)
                .zeros(12)
                .le16(10)
                .le32(0)
                .ascii("notes.txt\0")),
        Sample.of(
            "application/x-asar",
            new Bytes()
                .le32(4)
                .le32(32)
                .le32(28)
                .le32(22)
                .ascii("{\"files\":{\"a\":{\"size\":0}}}")
                .zeros(6)),
        Sample.of(
            "application/x-xar",
            new Bytes().ascii("xar!").be16(28).be16(1).be64(100).be64(400).be32(1).zeros(100)),
        Sample.of(
            "application/x-iso9660-image",
            new Bytes().to(32_768).u8(1).ascii("CD001").u8(1).to(32_848).le32(17).to(34_816)),
        Sample.of(
            "application/x-apple-diskimage",
            new Bytes().to(100).ascii("data").to(1024).ascii("koly").be32(4).be32(512).to(1536)),
        Sample.of(
            "application/x-vhd",
            new Bytes().to(4096).ascii("conectix").be32(2).be32(0x10000).to(4608)),
        Sample.of(
            "application/x-squashfs",
            new Bytes().ascii("hsqs").zeros(8).le32(131_072).to(28).le16(4).le16(0).zeros(64)),
        Sample.of("application/x-qemu-disk", new Bytes().ascii("QFI").u8(0xFB).be32(3).zeros(64)),
        Sample.of("application/x-vmdk", new Bytes().ascii("KDMV").le32(1).zeros(64)),
        Sample.of("application/x-vhdx", new Bytes().ascii("vhdxfile").zeros(64)),
        Sample.of("application/x-ms-wim", new Bytes().ascii("MSWIM\0\0\0").zeros(64)),
        Sample.of(
            "application/x-chrome-extension",
            new Bytes().ascii("Cr24").le32(3).le32(0).bytes(Zips.named("manifest.json"))),
        Sample.of(
            "application/warc", new Bytes().ascii("WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n")));
  }

  static byte[] gzip(String content) {
    return gzip(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Bytes zlib() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write("some text that is packed, ".repeat(40).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Bytes().bytes(out.toByteArray());
  }

  /// @param type '0' a file, '2' a symbolic link
  static byte[] tar(String name, char type, String content) {
    byte[] header =
        new Bytes()
            .ascii(name)
            .to(100)
            .ascii("0000644\0" + "0000000\0" + "0000000\0")
            .ascii("%011o\0".formatted(content.length()))
            .ascii("14000000000\0" + "        ")
            .ascii(String.valueOf(type))
            .to(257)
            .ascii("ustar\0" + "00")
            .to(512)
            .array();
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xFF;
    }
    byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(digits, 0, header, 148, 8);
    return new Bytes().bytes(header).ascii(content).to(1024).zeros(1024).array();
  }

  private static String member(String name, int size) {
    return "%-16s%-12d%-6d%-6d%-8s%-10d`\n".formatted(name, 0, 0, 0, "100644", size);
  }

  static Bytes cabinet(String name, int appended) {
    int length = 36 + 8 + 16 + name.length() + 1;
    return new Bytes()
        .ascii("MSCF")
        .le32(0)
        .le32(length)
        .le32(0)
        .le32(44)
        .le32(0)
        .u8(3)
        .u8(1)
        .le16(1)
        .le16(1)
        .le16(0)
        .le16(0)
        .le16(0)
        .zeros(8)
        .le32(300)
        .zeros(12)
        .ascii(name + "\0")
        .ascii("x".repeat(appended));
  }

  static Bytes sevenZip() {
    return sevenZip("170601000000");
  }

  /// @param header at the archive's end, in hexadecimal digits
  static Bytes sevenZip(String header) {
    byte[] start = new Bytes().le64(4).le64(header.length() / 2).le32(0).array();
    return new Bytes()
        .hex("377ABCAF271C 0004")
        .le32(Bytes.crc(start, 0, start.length))
        .bytes(start)
        .zeros(4)
        .hex(header);
  }

  /// @param extra 1 and the record of an encrypted file, or nothing
  static Bytes rar5(int extra) {
    byte[] name = "notes.exe".getBytes(StandardCharsets.ISO_8859_1);
    return new Bytes()
        .hex("526172211A070100")
        .le32(0)
        .u8(3)
        .u8(1)
        .u8(0)
        .u8(0)
        .le32(0)
        .u8(11 + name.length + (extra == 0 ? 0 : 3))
        .u8(2)
        .u8(extra == 0 ? 2 : 3)
        .bytes(extra == 0 ? new byte[0] : new byte[] {2}) // Extra area: its size,
        .u8(4) // data size,
        .u8(0)
        .u8(100)
        .u8(0x20)
        .u8(0)
        .u8(0)
        .u8(name.length)
        .bytes(name)
        .u8(0)
        .bytes(extra == 0 ? new byte[0] : new byte[] {1, 1})
        .zeros(4)
        .hex("1D77565103050400");
  }

  static Bytes rar4() {
    return rar4(0, "notes.txt", 0);
  }

  static Bytes rar4(int archiveFlags, String name, int fileFlags) {
    return new Bytes()
        .hex("526172211A0700")
        .le16(0)
        .u8(0x73)
        .le16(archiveFlags)
        .le16(13)
        .zeros(6)
        .le16(0)
        .u8(0x74)
        .le16(0x8000 | fileFlags)
        .le16(32 + name.length())
        .le32(4)
        .le32(10)
        .u8(2)
        .le32(0)
        .le32(0)
        .u8(29)
        .u8(0x33)
        .le16(name.length())
        .le32(0x20)
        .ascii(name)
        .zeros(4)
        .hex("C43D7B00400700");
  }

  static Bytes xz(int unpacked) {
    byte[] flags = {0, 4};
    byte[] index =
        new Bytes().u8(0).u8(1).u8(20).u8((unpacked & 0x7F) | 0x80).u8(unpacked >> 7).to(8).array();
    return new Bytes()
        .hex("FD377A585A00")
        .bytes(flags)
        .le32(Bytes.crc(flags, 0, 2))
        .zeros(20)
        .bytes(index)
        .le32(Bytes.crc(index, 0, index.length))
        .le32(0)
        .le32(2)
        .bytes(flags)
        .ascii("YZ");
  }

  static Bytes lzip(int unpacked) {
    return new Bytes().ascii("LZIP").u8(1).u8(0x0C).zeros(20).le32(0).le64(unpacked).le64(46);
  }

  private static Bytes lzh() {
    byte[] rest =
        new Bytes()
            .ascii("-lh5-")
            .le32(4)
            .le32(10)
            .le32(0)
            .u8(0x20)
            .u8(0)
            .u8(9)
            .ascii("notes.txt")
            .le16(0)
            .array();
    int sum = 0;
    for (byte each : rest) {
      sum += each & 0xFF;
    }
    return new Bytes().u8(rest.length).u8(sum).bytes(rest).zeros(4).u8(0);
  }

  private static Bytes arj() {
    byte[] header =
        new Bytes().u8(30).u8(11).u8(1).u8(2).u8(0x10).zeros(25).ascii("a.arj\0\0").array();
    return new Bytes()
        .hex("60EA")
        .le16(header.length)
        .bytes(header)
        .le32(Bytes.crc(header, 0, header.length))
        .le16(0);
  }
}
