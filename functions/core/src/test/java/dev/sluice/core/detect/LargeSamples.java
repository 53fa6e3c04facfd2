package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Files that are larger than what detection may read, so that it has to choose.
final class LargeSamples {
  private static final int LARGE = 300_000;

  private LargeSamples() {}

  /// By what is large in them.
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("gif with a long tail", Arrays.copyOf(Samples.gif(5, 7), LARGE));
    all.put("jpeg with a profile of 170 KB", Samples.jpeg(640, 480, 170_000));
    all.put("jpeg with a profile of 10 KB", Samples.jpeg(640, 480, 10_000));
    all.put("pdf with a long stream", pdf());
    all.put("png with a long tail", Arrays.copyOf(Samples.png(32, 16), LARGE));
    all.put(
        "text",
        "A line of text, as there are many.\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    all.put("mp4 with its moov behind a long mdat", mp4());
    all.put("zip with a large entry", zip(1, LARGE));
    all.put("zip with 3,000 entries", zip(3000, 10));
    return all;
  }

  private static byte[] pdf() {
    String head = "%PDF-1.7\n1 0 obj<</Length 290000>>stream\n";
    String body = "x".repeat(290_000) + "\nendstream endobj\n";
    return Samples.text(
        head
            + body
            + "xref\n0 1\n0000000000 65535 f \ntrailer<</Size 2>>\nstartxref\n"
            + (head.length() + body.length())
            + "\n%%EOF\n");
  }

  private static byte[] mp4() {
    ByteBuffer mp4 = ByteBuffer.allocate(24 + LARGE + 8 + 108);
    mp4.putInt(24).put(ascii("ftypisom")).putInt(512).put(ascii("isommp42"));
    mp4.putInt(LARGE).put(ascii("mdat")).position(24 + LARGE);
    mp4.putInt(116).put(ascii("moov"));
    mp4.putInt(108).put(ascii("mvhd")).putInt(0).putInt(0).putInt(0).putInt(1000).putInt(5000);
    return mp4.array();
  }

  private static byte[] zip(int entries, int size) {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (int entry = 0; entry < entries; entry++) {
      byte[] name = ascii("notes/%05d.txt".formatted(entry));
      int offset = zip.size();
      byte[] common =
          little(26)
              .putShort((short) 20)
              .position(14)
              .putInt(size)
              .putInt(size)
              .putShort((short) name.length)
              .array();
      zip.writeBytes(ascii("PK\u0003\u0004"));
      zip.writeBytes(common);
      zip.writeBytes(name);
      zip.writeBytes(new byte[size]);
      directory.writeBytes(ascii("PK\u0001\u0002"));
      directory.writeBytes(new byte[] {20, 0});
      directory.writeBytes(common);
      directory.writeBytes(little(14).position(10).putInt(offset).array());
      directory.writeBytes(name);
    }
    int start = zip.size();
    zip.writeBytes(directory.toByteArray());
    zip.writeBytes(ascii("PK\u0005\u0006"));
    zip.writeBytes(
        little(18)
            .putInt(0)
            .putShort((short) entries)
            .putShort((short) entries)
            .putInt(directory.size())
            .putInt(start)
            .array());
    return zip.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
