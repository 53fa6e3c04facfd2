package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// AWS's command line: every `aws` on the path, version 1 or 2.
@Tag("clients")
@ParameterizedClass
@MethodSource("programs")
class AwsCliTest {
  @TempDir private static Path data;
  private static ClientsCloud cloud;

  @TempDir private Path folder;
  private final Program installed;
  private Program aws;
  private String bucket;

  AwsCliTest(Program installed) {
    this.installed = installed;
  }

  static List<Program> programs() {
    return Program.allOnPath("aws", "apt-get install awscli, or pip install awscli");
  }

  @BeforeAll
  static void start() {
    cloud = new ClientsCloud(data);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void configure() throws IOException {
    // Version 1 signs addresses in the way of before 2014 unless it is told otherwise.
    Path settings =
        Files.writeString(
            folder.resolve("config"), "[default]\ns3 =\n  signature_version = s3v4\n");
    // Debian's 2.9 does not know AWS_ENDPOINT_URL yet.
    aws =
        installed
            .with(cloud.environment())
            .with(Map.of("AWS_CONFIG_FILE", settings.toString()))
            .beginningWith("--endpoint-url", cloud.endpoint().toString(), "--output", "json");
    bucket = "aws-" + folder.getFileName().toString().replaceAll("[^0-9]", "");
    aws.succeeds("s3", "mb", "s3://" + bucket);
  }

  @Test
  void a_tree_is_synchronized_up_down_and_removed() throws IOException {
    Path tree = Tree.plant(folder.resolve("tree"));
    Path back = folder.resolve("back");

    aws.succeeds("s3", "sync", tree, "s3://" + bucket + "/t");
    aws.succeeds("s3", "sync", "s3://" + bucket + "/t", back);

    assertThat(Tree.read(back)).isEqualTo(Tree.read(tree));
    assertThat(aws.succeeds("s3", "sync", tree, "s3://" + bucket + "/t").line()).isEmpty();
    Files.delete(tree.resolve("plain.txt"));
    assertThat(aws.succeeds("s3", "sync", "--delete", tree, "s3://" + bucket + "/t").output())
        .contains("delete: s3://" + bucket + "/t/plain.txt");
    aws.succeeds("s3", "rm", "--recursive", "s3://" + bucket);
    assertThat(aws.succeeds("s3", "ls", "--recursive", "s3://" + bucket).line()).isEmpty();
    aws.succeeds("s3", "rb", "s3://" + bucket);
  }

  @Test
  void two_hundred_mebibytes_go_in_parts_are_copied_and_come_back() throws IOException {
    Path large = Tree.large(folder.resolve("large"), 200);
    Path back = folder.resolve("back");

    aws.succeeds("s3", "cp", large, "s3://" + bucket + "/large", "--no-progress");
    aws.succeeds("s3", "mv", "s3://" + bucket + "/large", "s3://" + bucket + "/copy +ü");
    aws.succeeds("s3", "cp", "s3://" + bucket + "/copy +ü", back, "--no-progress");

    assertThat(Files.mismatch(large, back)).isEqualTo(-1);
    JsonNode head = json("s3api", "head-object", "--bucket", bucket, "--key", "copy +ü");
    assertThat(head.path("ETag").asString()).endsWith("-25\"");
    assertThat(aws.fails("s3api", "head-object", "--bucket", bucket, "--key", "large"))
        .contains("404");
  }

  @Test
  void reads_by_range_and_condition() throws IOException {
    String tag = put("a", "0123456789");
    Path out = folder.resolve("out");

    JsonNode part = get(out, "--range", "bytes=2-4", "--if-match", tag);
    assertThat(part.path("ContentRange").asString()).isEqualTo("bytes 2-4/10");
    assertThat(out).content().isEqualTo("234");
    assertThat(getFails("--if-match", "\"other\"")).contains("PreconditionFailed");
    assertThat(getFails("--if-none-match", tag)).contains("304");
    assertThat(getFails("--range", "bytes=10-")).contains("InvalidRange");
  }

  @Test
  void a_presigned_address_is_for_everybody_and_only_as_signed() throws Exception {
    put("a b+ü", "hello");
    String url = aws.succeeds("s3", "presign", "s3://" + bucket + "/a b+ü").line();

    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(
              http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("hello");
      URI altered = URI.create(url.replace("Expires=3600", "Expires=3601"));
      assertThat(
              http.send(HttpRequest.newBuilder(altered).build(), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void lists_come_in_pages_and_many_are_deleted_at_once() throws IOException {
    for (int number = 0; number < 5; number++) {
      put("k" + number, "x");
    }
    JsonNode first =
        json("s3api", "list-objects-v2", "--bucket", bucket, "--max-items", "2", "--page-size=1");
    assertThat(first.path("Contents")).hasSize(2);
    String token = first.path("NextToken").asString();
    JsonNode rest = json("s3api", "list-objects-v2", "--bucket", bucket, "--starting-token", token);
    assertThat(rest.path("Contents")).hasSize(3);

    JsonNode deleted =
        json(
            "s3api",
            "delete-objects",
            "--bucket",
            bucket,
            "--delete",
            "{\"Objects\":[{\"Key\":\"k0\"},{\"Key\":\"k1\"},{\"Key\":\"never\"}]}");
    assertThat(deleted.path("Deleted")).hasSize(3);
    assertThat(deleted.path("Errors")).isEmpty();
  }

  @Test
  void tags_and_metadata_are_kept_and_copied() throws IOException {
    put("a", "x", "--metadata", "colour=green", "--tagging", "t=1");
    aws.succeeds(
        "s3api", "copy-object", "--bucket", bucket, "--key", "b", "--copy-source", bucket + "/a");
    aws.succeeds(
        "s3api",
        "put-object-tagging",
        "--bucket",
        bucket,
        "--key",
        "a",
        "--tagging",
        "TagSet=[{Key=u,Value=2 +ü}]");

    JsonNode head = json("s3api", "head-object", "--bucket", bucket, "--key", "b");
    assertThat(head.at("/Metadata/colour").asString()).isEqualTo("green");
    assertThat(tag("b")).isEqualTo("1");
    assertThat(tag("a")).isEqualTo("2 +ü");
  }

  @Test
  void a_message_is_sent_received_and_deleted() throws IOException {
    JsonNode queue = json("sqs", "create-queue", "--queue-name", bucket);
    String url = queue.path("QueueUrl").asString();
    JsonNode sent =
        json("sqs", "send-message", "--queue-url", url, "--message-body", "grüße & mehr");

    JsonNode message =
        json("sqs", "receive-message", "--queue-url", url, "--attribute-names", "All")
            .at("/Messages/0");

    assertThat(message.path("MessageId")).isEqualTo(sent.path("MessageId"));
    assertThat(message.path("Body").asString()).isEqualTo("grüße & mehr");
    assertThat(message.at("/Attributes/ApproximateReceiveCount").asString()).isEqualTo("1");
    aws.succeeds(
        "sqs",
        "delete-message",
        "--queue-url",
        url,
        "--receipt-handle",
        message.path("ReceiptHandle").asString());
    assertThat(
            json("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
                .at("/Attributes/ApproximateNumberOfMessagesNotVisible")
                .asString())
        .isEqualTo("0");
  }

  @Test
  void an_item_is_put_once() throws IOException {
    String item = "{\"pk\":{\"S\":\"%s\"},\"sk\":{\"S\":\"1\"}}".formatted(bucket);
    Object[] put = {
      "dynamodb",
      "put-item",
      "--table-name",
      cloud.table(),
      "--item",
      item,
      "--condition-expression",
      "attribute_not_exists(pk)"
    };
    aws.succeeds(put);

    assertThat(aws.fails(put)).contains("ConditionalCheckFailedException");
    assertThat(
            json("dynamodb", "get-item", "--table-name", cloud.table(), "--key", item)
                .at("/Item/sk/S")
                .asString())
        .isEqualTo("1");
  }

  private String put(String key, String content, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("in"), content);
    Object[] arguments = {
      "s3api", "put-object", "--bucket", bucket, "--key", key, "--body", file.toString()
    };
    return JsonMapper.shared()
        .readTree(aws.succeeds(joined(arguments, more)).output())
        .path("ETag")
        .asString();
  }

  private JsonNode get(Path out, String... more) {
    Object[] arguments = {"s3api", "get-object", "--bucket", bucket, "--key", "a", out};
    return json(joined(arguments, more));
  }

  private String getFails(String... more) {
    Object[] arguments = {
      "s3api", "get-object", "--bucket", bucket, "--key", "a", folder.resolve("none")
    };
    return aws.fails(joined(arguments, more));
  }

  private String tag(String key) {
    return json("s3api", "get-object-tagging", "--bucket", bucket, "--key", key)
        .at("/TagSet/0/Value")
        .asString();
  }

  private JsonNode json(Object... arguments) {
    return JsonMapper.shared().readTree(aws.succeeds(arguments).output());
  }

  private static Object[] joined(Object[] arguments, String... more) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
        .toArray();
  }
}
