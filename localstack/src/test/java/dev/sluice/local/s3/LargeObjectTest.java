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
  private static final long PART = 25L << 30;

  @TempDir private Path data;

  @Test
  void an_object_of_50_GiB_is_completed_at_once_and_read_by_ranges() throws Exception {
    String id;
    String first;
    String second;
    try (Service service = new Service(data)) {
      id = service.begin("huge");
      first = service.part("huge", id, 1, "first");
      second = service.part("huge", id, 2, "second");
    }
    stretch(id);

    try (Service service = new Service(data)) {
      RawS3 raw = service.raw;
      RawS3.Answer done =
          raw.call(
              "POST", "/uploads/huge?uploadId=" + id, Map.of(), Service.completion(first, second));

      assertThat(done.status()).isEqualTo(200);
      assertThat(raw.call("HEAD", "/uploads/huge").header("content-length"))
          .contains(Long.toString(2 * PART));
      assertThat(range(raw, 0, 4)).isEqualTo("first");
      assertThat(range(raw, PART - 1, PART + 5)).isEqualTo("\0second");
      assertThat(range(raw, 2 * PART - 2, 2 * PART - 1)).isEqualTo("\0\0");
      assertThat(raw.call("HEAD", "/uploads/huge?partNumber=2").header("content-range"))
          .contains("bytes %d-%d/%d".formatted(PART, 2 * PART - 1, 2 * PART));
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
