package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives as the JDK writes them, and lies told about them afterwards.
final class Zips {
  private Zips() {}

  /// @param namesAndContents in turn
  static byte[] of(String... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.ISO_8859_1);
        ZipEntry entry = new ZipEntry(namesAndContents[i]);
        if (namesAndContents[i].equals("mimetype") || namesAndContents[i].endsWith(".stored")) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] named(String... names) {
    String[] both = new String[names.length * 2];
    for (int i = 0; i < names.length; i++) {
      both[2 * i] = names[i];
      both[2 * i + 1] = "content of " + names[i];
    }
    return of(both);
  }

  /// Where the first header with this signature stands.
  static int find(byte[] zip, String signature) {
    return new String(zip, StandardCharsets.ISO_8859_1).indexOf(signature);
  }

  /// A copy with a little-endian number of `length` bytes behind the first header of this
  /// signature.
  static byte[] patched(byte[] zip, String signature, int offset, int length, long value) {
    byte[] copy = zip.clone();
    int at = find(zip, signature) + offset;
    for (int i = 0; i < length; i++) {
      copy[at + i] = (byte) (value >> (8 * i));
    }
    return copy;
  }

  static final String CENTRAL = "PK\u0001\u0002";
  static final String LOCAL = "PK\u0003\u0004";
  static final String END = "PK\u0005\u0006";

  /// An archive of one entry that has a second name in its Unicode Path field (APPNOTE 4.6.9).
  static byte[] renamed(String name, String otherName) {
    byte[] zip = named(name);
    int directory = find(zip, CENTRAL);
    int end = find(zip, END);
    byte[] header = patched(zip, CENTRAL, 30, 2, 9L + otherName.length());
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    byte[] longer =
        new Bytes()
            .bytes(Arrays.copyOf(header, end))
            .le16(0x7075)
            .le16(5 + otherName.length())
            .u8(1)
            .le32(Bytes.crc(bytes, 0, bytes.length))
            .ascii(otherName)
            .bytes(Arrays.copyOfRange(zip, end, zip.length))
            .array();
    return patched(longer, END, 12, 4, 9L + end - directory + otherName.length());
  }

  /// The archive with the end record of ZIP64 (APPNOTE 4.3.14), and these numbers in the usual one.
  static byte[] wide(byte[] zip, int count, long size, long start) {
    int end = find(zip, END);
    int directory = find(zip, CENTRAL);
    return new Bytes()
        .bytes(Arrays.copyOf(zip, end))
        .ascii("PK\u0006\u0006")
        .le64(44)
        .le16(45)
        .le16(45)
        .le32(0)
        .le32(0)
        .le64(1)
        .le64(1)
        .le64(end - directory)
        .le64(directory)
        .ascii("PK\u0006\u0007")
        .le32(0)
        .le64(end)
        .le32(1)
        .ascii(END)
        .le16(0)
        .le16(0)
        .le16(count)
        .le16(count)
        .le32(size)
        .le32(start)
        .le16(0)
        .array();
  }

  /// An Office document whose main part has this content type.
  static byte[] office(String mainType, String... names) {
    String[] both = new String[2 + names.length * 2];
    both[0] = "[Content_Types].xml";
    both[1] =
        "<?xml version=\"1.0\"?><Types><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/main.xml\" ContentType=\""
            + mainType
            + "\"/></Types>";
    for (int i = 0; i < names.length; i++) {
      both[2 + 2 * i] = names[i];
      both[3 + 2 * i] = "<x/>";
    }
    return of(both);
  }
}
