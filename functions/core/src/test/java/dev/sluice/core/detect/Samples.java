package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Tiny files with the real structure of their kinds.
final class Samples {
  private Samples() {}

  /// By the media type that each is.
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("image/png", png(32, 16));
    all.put("image/jpeg", jpeg(640, 480, 0));
    all.put("image/gif", gif(5, 7));
    all.put("image/webp", webp(100, 50));
    all.put("application/pdf", pdf());
    all.put("application/zip", zip("notes.txt"));
    all.put("video/mp4", mp4("isom"));
    all.put("text/plain", text("Grüße, plain text.\n"));
    return all;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] png(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(17)
            .put(ascii("IHDR"))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    return ByteBuffer.allocate(45)
        .put(ascii("\u0089PNG\r\n\u001A\n"))
        .putInt(13)
        .put(header)
        .putInt((int) crc.getValue())
        .putInt(0)
        .put(ascii("IEND\u00AEB`\u0082"))
        .array();
  }

  /// @param profile bytes of a segment before the frame
  static byte[] jpeg(int width, int height, int profile) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    for (int left = profile; left > 0; left -= 60_000) {
      int length = Math.min(left, 60_000);
      jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE2});
      jpeg.writeBytes(ByteBuffer.allocate(2 + length).putShort((short) (length + 2)).array());
    }
    jpeg.writeBytes(
        ByteBuffer.allocate(23)
            .put(new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 17, 8})
            .putShort((short) height)
            .putShort((short) width)
            .put(new byte[] {3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1})
            .put(21, (byte) 0xFF)
            .put(22, (byte) 0xD9)
            .array());
    return jpeg.toByteArray();
  }

  static byte[] gif(int width, int height) {
    byte[] gif = ascii("GIF89a......\0,\0\0\0\0\1\0\1\0\0\2\2L\1\0;");
    gif[6] = (byte) width;
    gif[7] = 0;
    gif[8] = (byte) height;
    gif[9] = 0;
    gif[10] = 0;
    gif[13] = ',';
    return gif;
  }

  static byte[] webp(int width, int height) {
    ByteBuffer webp = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"));
    return webp.putInt(32)
        .put(ascii("WEBPVP8 "))
        .putInt(20)
        .put(new byte[] {0, 0, 0, (byte) 0x9D, 1, 0x2A})
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  static byte[] pdf() {
    return ascii("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n");
  }

  static byte[] zip(String name) {
    ByteBuffer zip = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    zip.put(ascii("PK\u0003\u0004")).put(new byte[22]).putShort((short) name.length());
    zip.putShort((short) 0).put(ascii(name));
    int directory = zip.position();
    zip.put(ascii("PK\u0001\u0002")).put(new byte[24]).putShort((short) name.length());
    zip.put(new byte[16]).put(ascii(name));
    int size = zip.position() - directory;
    zip.put(ascii("PK\u0005\u0006")).put(new byte[8]).putInt(size).putInt(directory);
    zip.putShort((short) 0);
    byte[] bytes = new byte[zip.position()];
    zip.flip().get(bytes);
    return bytes;
  }

  static byte[] mp4(String brand) {
    return ByteBuffer.allocate(48)
        .putInt(24)
        .put(ascii("ftyp" + brand))
        .putInt(512)
        .put(ascii("isommp42"))
        .putInt(24)
        .put(ascii("mdat"))
        .put(new byte[16])
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
