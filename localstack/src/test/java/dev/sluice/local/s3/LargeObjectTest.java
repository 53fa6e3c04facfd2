package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sizes that no test could send: the parts' files are made long, and stay sparse.
class LargeObjectTest {
  /// The most that a part may have.
  private static final long PART = 5L << 30;

  private static final int PARTS = 10;

  @TempDir private Path data;

  @Test
  void an_object_of_50_GiB_is_completed_at_once_and_read_by_ranges() throws Exception {
    String id;
    String[] eTags = new String[PARTS];
    try (Service service = new Service(data)) {
      id = service.begin("huge");
      for (int part = 0; part < PARTS; part++) {
        eTags[part] = service.part("huge", id, part + 1, "part " + part);
      }
    }
    stretch(id);

    try (Service service = new Service(data)) {
      RawS3 raw = service.raw;
      RawS3.Answer done =
          raw.call("POST", "/uploads/huge?uploadId=" + id, Map.of(), Service.completion(eTags));

      assertThat(done.status()).isEqualTo(200);
      assertThat(raw.call("HEAD", "/uploads/huge").header("content-length"))
          .contains(Long.toString(PARTS * PART));
      assertThat(range(raw, 0, 5)).isEqualTo("part 0");
      assertThat(range(raw, 9 * PART - 1, 9 * PART + 5)).isEqualTo("\0part 9");
      assertThat(range(raw, PARTS * PART - 2, PARTS * PART - 1)).isEqualTo("\0\0");
      assertThat(raw.call("HEAD", "/uploads/huge?partNumber=2").header("content-range"))
          .contains("bytes %d-%d/%d".formatted(PART, 2 * PART - 1, PARTS * PART));
    }
  }

  private static String range(RawS3 raw, long first, long last) {
    return raw.call("GET", "/uploads/huge", Map.of("range", "bytes=" + first + '-' + last), "")
        .body();
  }

  private void stretch(String id) throws IOException {
    try (Stream<Path> records = Files.list(data.resolve("uploads/uploads").resolve(id))) {
      for (Path record : records.filter(it -> !it.endsWith("upload.json")).toList()) {
        String json = Files.readString(record);
        Files.writeString(record, json.replaceFirst("\"size\":\\d+", "\"size\":" + PART));
      }
    }
    try (Stream<Path> files = Files.list(data.resolve("uploads/data"))) {
      for (Path file : files.toList()) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
          bytes.setLength(PART);
        }
      }
    }
  }
}
