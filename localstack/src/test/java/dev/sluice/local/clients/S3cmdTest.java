package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// s3cmd, which shares no code with AWS's SDKs.
@Tag("clients")
class S3cmdTest {
  @TempDir private Path folder;
  private ClientsCloud cloud;
  private Program s3cmd;
  private String bucket;

  @BeforeEach
  void start() throws IOException {
    cloud = new ClientsCloud(folder.resolve("cloud"));
    bucket = "s3://" + cloud.bucket();
    Path settings = Files.writeString(folder.resolve("s3cfg"), "[default]\n");
    s3cmd =
        Program.onPath("s3cmd", "apt-get install s3cmd")
            .with(cloud.environment())
            .beginningWith(
                "--config=" + settings,
                "--access_key=test",
                "--secret_key=test",
                "--host=" + cloud.authority(),
                "--host-bucket=" + cloud.authority(),
                "--region=us-east-1",
                "--no-ssl",
                // Or it copies access control lists, which new buckets refuse (s3cmd's issue 1304).
                "--acl-private",
                "--no-progress");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void a_tree_is_synchronized_up_down_and_removed() throws IOException {
    Path tree = Tree.plant(folder.resolve("tree"));
    Path back = Files.createDirectory(folder.resolve("back"));

    s3cmd.succeeds("sync", tree + "/", bucket + "/t/");
    s3cmd.succeeds("sync", bucket + "/t/", back + "/");

    assertThat(Tree.read(back)).isEqualTo(Tree.read(tree));
    Files.delete(tree.resolve("plain.txt"));
    assertThat(s3cmd.succeeds("sync", "--delete-removed", tree + "/", bucket + "/t/").output())
        .contains("/t/plain.txt'");
    s3cmd.succeeds("del", "--recursive", "--force", bucket);
    assertThat(s3cmd.succeeds("ls", "--recursive", bucket).line()).isEmpty();
  }

  @Test
  void two_hundred_mebibytes_go_in_parts_are_copied_and_come_back() throws IOException {
    Path large = Tree.large(folder.resolve("large"), 200);
    Path back = folder.resolve("back");

    s3cmd.succeeds("put", "--multipart-chunk-size-mb=15", large, bucket + "/a +ü");
    s3cmd.succeeds("mv", bucket + "/a +ü", bucket + "/b +ü");
    s3cmd.succeeds("get", bucket + "/b +ü", back);

    assertThat(Files.mismatch(large, back)).isEqualTo(-1);
    assertThat(s3cmd.succeeds("ls", bucket).output()).contains("/b +ü").doesNotContain("/a +ü");
  }

  @Test
  void what_broke_off_is_continued_by_a_range() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
    s3cmd.succeeds("put", file, bucket + "/a.txt");
    Path half = Files.writeString(folder.resolve("half"), "01234");

    s3cmd.succeeds("get", "--continue", bucket + "/a.txt", half);

    assertThat(half).content().isEqualTo("0123456789");
  }

  @Test
  void headers_lifecycle_and_cors_are_kept() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "x");
    s3cmd.succeeds(
        "put", "--mime-type=text/x-note", "--add-header=x-amz-meta-colour:green", file, bucket);
    s3cmd.succeeds("modify", "--add-header=x-amz-meta-shape:round", bucket + "/a.txt");

    assertThat(s3cmd.succeeds("info", bucket + "/a.txt").output())
        .contains("text/x-note", "x-amz-meta-colour: green", "x-amz-meta-shape: round");
    s3cmd.succeeds(
        "setlifecycle",
        Files.writeString(
            folder.resolve("rules.xml"),
            "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>old/</Prefix></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>"
                + "</LifecycleConfiguration>"),
        bucket);
    assertThat(s3cmd.succeeds("getlifecycle", bucket).output()).contains("<Days>3</Days>");
    s3cmd.succeeds(
        "setcors",
        Files.writeString(
            folder.resolve("cors.xml"),
            "<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin>"
                + "<AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>"),
        bucket);
    assertThat(s3cmd.succeeds("info", bucket).output()).contains("https://a.example");
  }

  /// Its `signurl` knows nothing but Signature Version 2.
  @Test
  void addresses_signed_in_the_old_way_are_refused_and_the_reason_is_told() throws Exception {
    s3cmd.succeeds("put", Files.writeString(folder.resolve("a.txt"), "x"), bucket);
    String url = s3cmd.succeeds("signurl", bucket + "/a.txt", "+60").line();

    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(
              http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                  .body())
          .contains("Please use AWS4-HMAC-SHA256");
    }
  }
}
