package dev.sluice.core.detect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Documents, books and what is in a compound file.
final class DocumentSamples {
  private DocumentSamples() {}

  static List<Sample> all() {
    return List.of(
        Sample.of("application/pdf", new Bytes().bytes(Samples.pdf())),
        Sample.of("application/msword", compound("", "WordDocument", "1Table")),
        Sample.of("application/vnd.ms-excel", compound("", "Workbook")),
        Sample.of(
            "application/vnd.ms-powerpoint", compound("", "PowerPoint Document", "Current User")),
        Sample.of(
            "application/vnd.ms-outlook",
            compound("", "__nameid_version1.0", "__properties_version1.0")),
        Sample.of("application/vnd.visio", compound("", "VisioDocument")),
        Sample.of("application/x-mspublisher", compound("", "Quill", "Contents")),
        Sample.of("application/vnd.ms-project", compound("", "Props14")),
        Sample.of("application/x-hwp", compound("", "FileHeader", "DocInfo", "BodyText")),
        Sample.of(
            "application/x-msi",
            compound("84100C00 0000 0000 C000000000000046", "\u4840\u3F3F\u4577")),
        Sample.of("application/x-ms-patch", compound("86100C00 0000 0000 C000000000000046", "x")),
        Sample.of(
            "application/vnd.ms-office.encrypted",
            compound("", "EncryptionInfo", "EncryptedPackage")),
        Sample.of("application/x-ole-storage", compound("", "something")),
        Sample.of(
            "application/vnd.ms-excel.biff", new Bytes().hex("0908 0800 0005 0500").zeros(20)),
        Sample.of(
            "application/vnd.ms-htmlhelp", new Bytes().ascii("ITSF").le32(3).le32(0x60).zeros(90)),
        Sample.of(
            "image/vnd.djvu",
            new Bytes()
                .ascii("AT&TFORM")
                .be32(24)
                .ascii("DJVUINFO")
                .be32(10)
                .be16(3)
                .be16(2)
                .zeros(8)),
        Sample.of(
            "application/x-eps-binary",
            new Bytes()
                .hex("C5D0D3C6")
                .le32(30)
                .le32(10)
                .zeros(16)
                .le16(0xFFFF)
                .ascii("%!PS-Adobe")),
        Sample.of("application/x-mobipocket-ebook", palm("BOOKMOBI", 6)),
        Sample.of("application/vnd.amazon.mobi8-ebook", palm("BOOKMOBI", 8)),
        Sample.of("application/vnd.palm", palm("TEXtREAd", 0)),
        Sample.of(
            "application/x-dvi",
            new Bytes().hex("F702").be32(25_400_000).be32(473_628_672).be32(1000).zeros(20)),
        Sample.of(
            "application/vnd.wordperfect",
            new Bytes().u8(0xFF).ascii("WPC").le32(16).u8(1).u8(10).u8(0).u8(0).zeros(20)),
        Sample.of(
            "application/onenote", new Bytes().hex("E4525C7B8CD8A74DAEB15378D02996D3").zeros(40)),
        Sample.of("application/x-ms-reader", new Bytes().ascii("ITOLITLS").zeros(40)),
        Sample.of(
            "application/x-indesign",
            new Bytes().hex("0606EDF5D81D46E5BD31EFE7FE74B71D").ascii("DOCUMENT").zeros(40)));
  }

  /// A compound file of four sectors: its header, its allocation table, and two of its directory.
  ///
  /// @param rootClass as it is stored, or empty
  static Bytes compound(String rootClass, String... streams) {
    Bytes file =
        new Bytes()
            .hex("D0CF11E0A1B11AE1")
            .zeros(16)
            .le16(0x3E)
            .le16(3)
            .le16(0xFFFE)
            .le16(9)
            .le16(6)
            .zeros(10)
            .le32(1)
            .le32(1) // The directory's first sector,
            .le32(0)
            .le32(4096)
            .le32(-2)
            .le32(0)
            .le32(-2)
            .le32(0)
            .le32(0); // and the table's.
    while (file.length() < 512) {
      file.le32(-1);
    }
    file.le32(-3).le32(2).le32(-2);
    while (file.length() < 1024) {
      file.le32(-1);
    }
    entry(file, "Root Entry", 5, rootClass);
    for (String stream : streams) {
      entry(file, stream, 2, "");
    }
    return file.to(2048);
  }

  private static void entry(Bytes file, String name, int type, String classId) {
    int at = file.length();
    file.bytes(name.getBytes(StandardCharsets.UTF_16LE))
        .to(at + 0x40)
        .le16(2 * name.length() + 2)
        .u8(type)
        .u8(1)
        .le32(-1)
        .le32(-1)
        .le32(-1)
        .hex(classId)
        .to(at + 128);
  }

  private static Bytes palm(String type, int version) {
    return new Bytes()
        .ascii("A book")
        .to(60)
        .ascii(type)
        .to(76)
        .be16(1)
        .be32(88)
        .to(88)
        .be16(1)
        .to(104)
        .ascii("MOBI")
        .be32(232)
        .to(124)
        .be32(version)
        .to(200);
  }

  static byte[] pdf(String object) {
    return new Bytes()
        .ascii("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
        .ascii("2 0 obj<</Type /Pages /Count 12 /Kids[]>>endobj\n")
        .ascii(object)
        .ascii("\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
        .array();
  }
}
