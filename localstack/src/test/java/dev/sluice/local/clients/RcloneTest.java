package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// rclone, which addresses buckets by host at AWS and by path at `Other`; only the latter resolves
/// on every machine.
@Tag("clients")
class RcloneTest {
  @TempDir private Path folder;
  private ClientsCloud cloud;
  private Program rclone;
  private String bucket;

  @BeforeEach
  void start() {
    cloud = new ClientsCloud(folder.resolve("cloud"));
    bucket = "cloud:" + cloud.bucket();
    rclone =
        Program.onPath("rclone", "apt-get install rclone")
            .with(cloud.environment())
            .with(
                Map.of(
                    "RCLONE_CONFIG", "/dev/null",
                    "RCLONE_CONFIG_CLOUD_TYPE", "s3",
                    "RCLONE_CONFIG_CLOUD_PROVIDER", "Other",
                    "RCLONE_CONFIG_CLOUD_ENV_AUTH", "true",
                    // It says "private" by itself, which a bucket whose owner owns all refuses.
                    "RCLONE_CONFIG_CLOUD_ACL", "bucket-owner-full-control",
                    "RCLONE_CONFIG_CLOUD_REGION", "us-east-1",
                    "RCLONE_CONFIG_CLOUD_ENDPOINT", cloud.endpoint().toString(),
                    "RCLONE_RETRIES", "1",
                    "RCLONE_LOW_LEVEL_RETRIES", "1"));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void a_tree_is_synchronized_checked_and_purged() throws IOException {
    Path tree = Tree.plant(folder.resolve("tree"));
    Path back = folder.resolve("back");

    rclone.succeeds("sync", tree, bucket + "/t");
    rclone.succeeds("check", "--download", tree, bucket + "/t");
    rclone.succeeds("sync", bucket + "/t", back);

    assertThat(Tree.read(back)).isEqualTo(Tree.read(tree));
    assertThat(rclone.succeeds("lsf", "--recursive", "--files-only", bucket + "/t").output())
        .hasLineCount(Tree.NAMES.size())
        .contains("grün/ü ß+%41.txt\n");
    Files.delete(tree.resolve("plain.txt"));
    rclone.succeeds("sync", tree, bucket + "/t");
    assertThat(rclone.succeeds("lsf", bucket + "/t").output()).doesNotContain("plain.txt");
    rclone.succeeds("delete", bucket + "/t");
    assertThat(rclone.succeeds("lsf", "--recursive", bucket).line()).isEmpty();
  }

  @Test
  void two_hundred_mebibytes_go_in_parts_are_moved_and_come_back() throws IOException {
    Path large = Tree.large(folder.resolve("large"), 200);
    Path back = folder.resolve("back");

    rclone.succeeds(
        "copyto", "--s3-upload-cutoff=16M", "--s3-chunk-size=16M", large, bucket + "/a");
    rclone.succeeds("moveto", "--s3-copy-cutoff=64M", bucket + "/a", bucket + "/b +ü");
    // Looks at the MD5 that rclone put into the metadata of what it sent in parts.
    rclone.succeeds("copyto", bucket + "/b +ü", back);

    assertThat(Files.mismatch(large, back)).isEqualTo(-1);
    assertThat(rclone.succeeds("lsf", bucket).line()).isEqualTo("b +ü");
  }

  @Test
  void ranges_and_links() throws Exception {
    Path file = Files.writeString(folder.resolve("a b.txt"), "0123456789");
    rclone.succeeds("copy", file, bucket);

    assertThat(
            rclone.succeeds("cat", "--offset", "2", "--count", "3", bucket + "/a b.txt").output())
        .isEqualTo("234");
    String url = rclone.succeeds("link", "--expire", "1h", bucket + "/a b.txt").line();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(
              http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("0123456789");
    }
  }
}
