package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is there after the process was killed.
class DurabilityTest {
  private static final String LARGE = "l".repeat(6 << 20);

  @TempDir private Path data;
  private Process process;
  private RawS3 raw;

  @AfterEach
  void stop() throws Exception {
    kill();
  }

  @BeforeEach
  void begin() throws Exception {
    start();
  }

  @Test
  void objects_parts_and_configuration_survive_a_kill() throws Exception {
    raw.call("PUT", "/kept");
    raw.call("PUT", "/kept/small", Map.of("x-amz-meta-m", "1"), "small");
    raw.call("PUT", "/kept/small", Map.of("x-amz-meta-m", "2"), "smaller");
    raw.call("PUT", "/kept/large", Map.of(), LARGE);
    raw.call("PUT", "/kept/gone", Map.of(), "x");
    raw.call("DELETE", "/kept/gone");
    String open = raw.call("POST", "/kept/open?uploads=").element("UploadId");
    String part = part("open", open, "first");
    String done = raw.call("POST", "/kept/done?uploads=").element("UploadId");
    String only = part("done", done, "whole");
    complete("done", done, only);

    kill();
    start();

    RawS3.Answer small = raw.call("GET", "/kept/small");
    assertThat(small.body()).isEqualTo("smaller");
    assertThat(small.header("x-amz-meta-m")).contains("2");
    assertThat(raw.call("GET", "/kept/large").body()).isEqualTo(LARGE);
    assertThat(raw.call("GET", "/kept/gone").status()).isEqualTo(404);
    assertThat(raw.call("GET", "/kept/done").body()).isEqualTo("whole");
    assertThat(complete("done", done, only).status()).isEqualTo(200);
    assertThat(raw.call("GET", "/kept/open?uploadId=" + open).body())
        .contains("<PartNumber>1</PartNumber>");
    assertThat(complete("open", open, part).status()).isEqualTo(200);
    assertThat(raw.call("GET", "/kept/open").body()).isEqualTo("first");
  }

  @Test
  void what_was_being_written_leaves_nothing_behind() throws Exception {
    raw.call("PUT", "/kept");
    raw.call("PUT", "/kept/a", Map.of(), LARGE);
    kill();
    Path bucket = data.resolve("kept");
    Files.writeString(bucket.resolve("data/half"), "half an object");
    Files.writeString(bucket.resolve("objects/half.json.tmp"), "{");
    Files.createDirectories(bucket.resolve("uploads/half"));

    start();

    assertThat(raw.call("GET", "/kept/a").body()).isEqualTo(LARGE);
    assertThat(bucket.resolve("data/half")).doesNotExist();
    assertThat(bucket.resolve("objects/half.json.tmp")).doesNotExist();
    assertThat(bucket.resolve("uploads/half")).doesNotExist();
  }

  private String part(String key, String id, String body) {
    return raw.call("PUT", "/kept/" + key + "?partNumber=1&uploadId=" + id, Map.of(), body)
        .header("etag")
        .orElseThrow();
  }

  private RawS3.Answer complete(String key, String id, String part) {
    return raw.call("POST", "/kept/" + key + "?uploadId=" + id, Map.of(), Service.completion(part));
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                S3Main.class.getName(),
                "0",
                data.toString(),
                Service.KEY,
                Service.SECRET)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(String.valueOf(out.readLine()));
    raw = new RawS3(port, Service.KEY, Service.SECRET, Clock.systemUTC());
  }

  private void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
