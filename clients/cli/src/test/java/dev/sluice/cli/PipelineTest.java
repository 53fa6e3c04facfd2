package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Uploads through the real template: API, S3, queues, table and functions, over HTTP.
class PipelineTest {
  private static final byte[] TEXT = "All of it is text.\n".getBytes(StandardCharsets.UTF_8);
  private static final Duration SOON = Duration.ofSeconds(30);

  private static RunningPipeline pipeline;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    pipeline = new RunningPipeline(folder.resolve("issuer"));
  }

  @AfterAll
  static void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void a_picture_is_READY_and_gets_its_digest_and_thumbnail() throws Exception {
    byte[] picture = png(640, 480);
    Path file = Files.write(folder.resolve("pic.png"), picture);
    Terminal terminal = pipeline.terminal(folder);

    assertThat(terminal.type("put", "--json", file.toString())).as(terminal.err()).isZero();
    JsonNode line = JsonMapper.shared().readTree(terminal.out());
    assertThat(line.path("state").asString()).isEqualTo("READY");
    assertThat(line.path("mediaType").asString()).isEqualTo("image/png");

    String path = "/v1/uploads/" + line.path("id").asString();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              JsonNode tasks = RunningPipeline.json(pipeline.get(path)).path("tasks");
              return tasks.size() == 2
                  && tasks.path(0).path("state").asString().equals("DONE")
                  && tasks.path(1).path("state").asString().equals("DONE");
            });
    JsonNode tasks = RunningPipeline.json(pipeline.get(path)).path("tasks");
    assertThat(tasks.at("/0/result/bytes").asLong()).isEqualTo(picture.length);
    assertThat(tasks.at("/1/result/width").asInt()).isEqualTo(640);
    assertThat(pipeline.get(path + "/thumbnail").statusCode()).isEqualTo(307);
  }

  @Test
  void verdicts_and_tasks_are_counted() throws Exception {
    Path file = Files.write(folder.resolve("counted.txt"), TEXT);
    Terminal terminal = pipeline.terminal(folder);

    assertThat(terminal.type("put", file.toString())).as(terminal.err()).isZero();

    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(terminal.type("metrics")).isZero();
              assertThat(terminal.out())
                  .contains("Sluice/Uploads {Collection=default, State=READY}")
                  .contains("Sluice/SecondsToVerdict {Collection=default, State=READY}")
                  .contains("Sluice/Tasks {Processor=digest, State=DONE}");
            });
  }

  /// CloudWatch reads it only if every metric and dimension that is named is there ("Embedded
  /// metric format specification").
  @Test
  void the_log_says_why_a_file_was_rejected_in_a_line_that_CloudWatch_counts() throws Exception {
    Path file = Files.write(folder.resolve("picture.pdf"), png(10, 10));
    Terminal terminal = pipeline.terminal(folder);
    terminal.type("put", "--json", file.toString());
    String id = JsonMapper.shared().readTree(terminal.out()).path("id").asString();

    assertThat(terminal.type("logs", "api")).as(terminal.err()).isZero();

    String entry =
        terminal.out().lines().filter(line -> line.contains(id)).findFirst().orElseThrow();
    JsonNode line = JsonMapper.shared().readTree(entry.substring(entry.indexOf('{')));
    assertThat(line.path("Reason").asString()).isEqualTo("type-mismatch");
    assertThat(line.path("State").asString()).isEqualTo("REJECTED");
    assertThat(line.path("Bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(line.path("SecondsToVerdict").asDouble()).isBetween(0.0, 60.0);
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
    assertThat(directive.path("Namespace").asString()).isEqualTo("Sluice");
    assertThat(directive.at("/Dimensions/0").valueStream().map(JsonNode::asString))
        .containsExactly("Collection", "State")
        .allMatch(line::has);
    assertThat(
            directive.path("Metrics").valueStream().map(metric -> metric.path("Name").asString()))
        .containsExactly("Uploads", "Bytes", "SecondsToVerdict")
        .allMatch(line::has);
  }

  @Test
  void what_was_sent_is_what_is_got() throws Exception {
    Path file = Files.write(folder.resolve("sent.txt"), TEXT);
    Terminal terminal = pipeline.terminal(folder);
    terminal.type("put", "--json", file.toString());
    String id = JsonMapper.shared().readTree(terminal.out()).path("id").asString();
    Path got = folder.resolve("got.txt");

    assertThat(terminal.type("get", id, "-o", got.toString())).as(terminal.err()).isZero();

    assertThat(Files.readAllBytes(got)).isEqualTo(TEXT);
  }

  @Test
  void the_finding_alone_says_how_a_file_is_served_whatever_was_sent_with_it() throws Exception {
    JsonNode created = create("a.txt", TEXT.length);
    ObjectNode put = (ObjectNode) created.at("/plan/request");
    put.withObject("headers").put("Content-Encoding", "gzip").put("Content-Disposition", "inline");
    assertThat(pipeline.put(put, TEXT).statusCode()).isEqualTo(200);
    complete(created);

    String path = "/v1/uploads/" + created.path("id").asString() + "/content";
    HttpResponse<String> served =
        pipeline.download(pipeline.get(path).headers().firstValue("Location").orElseThrow());

    assertThat(served.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(served.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(served.headers().firstValue("Content-Encoding")).contains("identity");
    assertThat(served.headers().firstValue("Content-Disposition"))
        .get()
        .asString()
        .startsWith("attachment");
  }

  @Test
  void a_picture_that_says_it_is_a_PDF_is_REJECTED_with_both_named() throws Exception {
    Path file = Files.write(folder.resolve("liar.pdf"), png(32, 32));
    Terminal terminal = pipeline.terminal(folder);

    assertThat(terminal.type("put", file.toString())).isEqualTo(3);

    assertThat(terminal.out()).contains("REJECTED", "found image/png", "expected application/pdf");
  }

  @Test
  void a_large_file_goes_in_parts_and_arrives_whole() throws Exception {
    byte[] bytes = new byte[(40 << 20) + 17];
    new SplittableRandom(4).nextBytes(bytes);
    Path file = Files.write(folder.resolve("large.bin"), bytes);
    Terminal terminal = pipeline.terminal(folder);

    assertThat(terminal.type("put", "--json", "--collection", "any", file.toString()))
        .as(terminal.err())
        .isZero();

    JsonNode line = JsonMapper.shared().readTree(terminal.out());
    assertThat(line.path("bytes").asLong()).isEqualTo(bytes.length);

    Path got = folder.resolve("got.bin");
    assertThat(terminal.type("get", line.path("id").asString(), "-o", got.toString()))
        .as(terminal.err())
        .isZero();
    assertThat(got).hasSameBinaryContentAs(file);
  }

  @Test
  void the_event_of_S3_judges_what_nobody_completes() throws Exception {
    JsonNode created = create("a.txt", TEXT.length);
    pipeline.put(created.at("/plan/request"), TEXT);

    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                RunningPipeline.json(pipeline.get("/v1/uploads/" + created.path("id").asString()))
                    .path("state")
                    .asString()
                    .equals("READY"));
  }

  @Test
  void bytes_of_another_number_than_announced_are_refused_and_the_key_stays_free()
      throws Exception {
    JsonNode created = create("a.txt", TEXT.length);

    assertThat(pipeline.put(created.at("/plan/request"), new byte[TEXT.length + 1]).statusCode())
        .isEqualTo(403);
    problem(complete(created), 409, "incomplete");
    assertThat(pipeline.put(created.at("/plan/request"), TEXT).statusCode()).isEqualTo(200);
    assertThat(pipeline.put(created.at("/plan/request"), TEXT).statusCode()).isEqualTo(412);
  }

  @Test
  void completing_twice_answers_the_same_verdict() throws Exception {
    JsonNode created = create("a.txt", TEXT.length);
    pipeline.put(created.at("/plan/request"), TEXT);

    JsonNode first = RunningPipeline.json(complete(created));
    JsonNode second = RunningPipeline.json(complete(created));

    assertThat(first.path("state").asString()).isEqualTo("READY");
    assertThat(second.path("state").asString()).isEqualTo("READY");
  }

  @Test
  void aborting_after_completing_is_refused() throws Exception {
    JsonNode created = create("a.txt", TEXT.length);
    pipeline.put(created.at("/plan/request"), TEXT);
    complete(created);

    problem(pipeline.post(path(created) + "/abort", ""), 409, "wrong-state");
  }

  @Test
  void completing_with_parts_missing_names_them() throws Exception {
    JsonNode created =
        RunningPipeline.json(
            pipeline.post(
                "/v1/uploads",
                "{\"collection\":\"any\",\"fileName\":\"a.bin\",\"size\":" + (40 << 20) + "}"));

    HttpResponse<String> refused = complete(created);

    problem(refused, 409, "incomplete");
    assertThat(RunningPipeline.json(refused).path("missing").toString()).isEqualTo("[1,2,3]");
    assertThat(pipeline.post(path(created) + "/abort", "").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_another_tenants_is_not_there() throws Exception {
    JsonNode created = create("a.txt", TEXT.length);
    String stranger = "Bearer " + pipeline.token("stranger");

    problem(pipeline.send("GET", path(created), "", stranger), 404, "not-found");
    problem(pipeline.send("POST", path(created) + "/complete", "", stranger), 404, "not-found");
    problem(pipeline.send("DELETE", path(created), "", stranger), 404, "not-found");
    problem(pipeline.send("POST", path(created) + "/abort", "", stranger), 404, "not-found");
    problem(
        pipeline.send("POST", path(created) + "/parts", "{\"from\":1,\"count\":1}", stranger),
        404,
        "not-found");
    problem(pipeline.send("GET", path(created) + "/content", "", stranger), 404, "not-found");
    problem(pipeline.send("GET", path(created) + "/thumbnail", "", stranger), 404, "not-found");
    assertThat(pipeline.get(path(created)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_request_without_a_token_that_holds_is_refused() throws Exception {
    for (String authorization :
        new String[] {
          "",
          "Bearer",
          "Bearer x.y.z",
          "Basic dGVzdDp0ZXN0",
          forged(),
          "Bearer " + pipeline.expiredToken()
        }) {
      HttpResponse<String> refused = pipeline.send("GET", "/v1/uploads", "", authorization);
      problem(refused, 401, "unauthorized");
      // API Gateway's name for it.
      assertThat(refused.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
          .contains("Bearer");
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "{\"fileName\":\"a.txt\",\"size\":1,\"collection\":\"none\"}",
            400,
            "unknown-collection",
            "collection"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":99999999999999}", 413, "too-large", "size"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":1e400}", 400, "bad-request", "size"),
        Arguments.of(
            "{\"fileName\":\"a.txt\",\"size\":999999999999999999999999}", 413, "too-large", "size"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":0}", 400, "bad-request", "size"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":-5}", 400, "bad-request", "size"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":\"5\"}", 400, "bad-request", "size"),
        Arguments.of("{\"fileName\":\"a.txt\"}", 400, "bad-request", "size"),
        Arguments.of("{\"size\":5}", 400, "bad-request", "fileName"),
        Arguments.of("{\"fileName\":\"a\\u0000.txt\",\"size\":1}", 400, "bad-request", "fileName"),
        Arguments.of(
            "{\"fileName\":\"" + "😀".repeat(1024) + "\",\"size\":1}",
            400,
            "bad-request",
            "fileName"),
        Arguments.of("{\"fileName\":\"../..\",\"size\":1}", 400, "bad-request", "fileName"),
        Arguments.of(
            "{\"fileName\":\"a.exe\",\"size\":1,\"type\":\"application/x-msdownload\"}",
            415,
            "type-not-allowed",
            "type"),
        Arguments.of(
            "{\"fileName\":\"a.txt\",\"size\":1,\"type\":\"no type\"}", 400, "bad-request", "type"),
        Arguments.of(
            "{\"fileName\":\"a.txt\",\"size\":1,\"checksum\":{\"algorithm\":\"MD5\",\"value\":\"x\"}}",
            400,
            "bad-request",
            "checksum.algorithm"),
        Arguments.of(
            "{\"fileName\":\"a.txt\",\"size\":1,\"checksumm\":{}}",
            400,
            "bad-request",
            "checksumm"),
        Arguments.of("{\"fileName\":\"a.txt\",\"size\":1,\"size\":2}", 400, "bad-json", ""),
        Arguments.of("not json", 400, "bad-json", ""),
        Arguments.of("", 400, "bad-json", ""),
        Arguments.of("[]", 400, "bad-json", ""),
        Arguments.of("[".repeat(20_000), 400, "bad-json", ""),
        Arguments.of("{\"x\":\"" + "a".repeat(10_000_000) + "\"}", 413, "body-too-large", ""),
        // API Gateway takes 10 MB, and answers this one itself.
        Arguments.of("{\"x\":\"" + "a".repeat(11_000_000) + "\"}", 413, "body-too-large", ""));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String body, int status, String slug, String field) throws Exception {
    String careless = "Bearer " + pipeline.token("careless");
    HttpResponse<String> refused = pipeline.send("POST", "/v1/uploads", body, careless);

    problem(refused, status, slug);
    assertThat(RunningPipeline.json(refused).path("field").asString("")).isEqualTo(field);
    HttpResponse<String> left = pipeline.send("GET", "/v1/uploads", "", careless);
    assertThat(RunningPipeline.json(left).path("uploads").isArray()).isTrue();
    assertThat(RunningPipeline.json(left).path("uploads").size()).isZero();
  }

  @Test
  void of_a_path_only_the_last_segment_is_kept() throws Exception {
    assertThat(create("../../etc/x.txt", 1).path("fileName").asString()).isEqualTo("x.txt");
  }

  @Test
  void an_id_or_a_path_that_is_not_there_is_404_and_a_wrong_method_405() throws Exception {
    problem(pipeline.get("/v1/uploads/nobodys"), 404, "not-found");
    problem(pipeline.get("/v1/uploads/00000000000000000000000000"), 404, "not-found");
    problem(pipeline.get("/v1/nothing"), 404, "not-found");
    HttpResponse<String> wrong = pipeline.send("PATCH", "/v1/uploads", "");
    problem(wrong, 405, "method-not-allowed");
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, OPTIONS, POST");
    problem(pipeline.get("/v1/uploads?limit=0"), 400, "bad-request");
    problem(pipeline.get("/v1/uploads?cursor=%2F"), 400, "bad-request");
  }

  @Test
  void all_that_an_upload_needs_is_ready() throws Exception {
    HttpResponse<String> ready = pipeline.send("GET", "/ready", "", "");

    assertThat(ready.statusCode()).isEqualTo(200);
    for (String part : new String[] {"s3", "dynamodb", "sqs"}) {
      assertThat(RunningPipeline.json(ready).path("parts").path(part).path("status").asString())
          .isEqualTo("up");
    }
  }

  private static JsonNode create(String fileName, long size) throws Exception {
    HttpResponse<String> created =
        pipeline.post("/v1/uploads", "{\"fileName\":\"" + fileName + "\",\"size\":" + size + "}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return RunningPipeline.json(created);
  }

  private static HttpResponse<String> complete(JsonNode created) throws Exception {
    return pipeline.post(path(created) + "/complete", "");
  }

  private static String path(JsonNode created) {
    return "/v1/uploads/" + created.path("id").asString();
  }

  private static void problem(HttpResponse<String> response, int status, String slug) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = RunningPipeline.json(response);
    assertThat(problem.path("type").asString()).isEqualTo("https://sluice.dev/problems/" + slug);
    assertThat(problem.path("detail").asString()).isNotBlank();
  }

  /// Says it is the issuer's, and is signed by nobody it knows.
  private static String forged() throws IOException {
    return "Bearer "
        + Issuer.open(new StateDirectory(folder.resolve("another-issuer")))
            .token("local", Duration.ofHours(1), Instant.now());
  }

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }
}
