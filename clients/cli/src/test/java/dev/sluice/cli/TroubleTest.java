package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.Environment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What happens to an upload when something goes wrong on its way, over the real template.
class TroubleTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static RunningPipeline pipeline;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    pipeline = new RunningPipeline(folder.resolve("issuer"));
  }

  @AfterEach
  void calm() {
    pipeline.clearFaults();
  }

  @AfterAll
  static void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void a_verdict_whose_tasks_did_not_get_to_their_queues_is_taken_up_by_the_events_redelivery()
      throws Exception {
    pipeline.fault(failing("sqs", "SendMessage", "Validator"));
    JsonNode created = create();
    put(created);
    awaitFaults();
    assertThat(upload(created).path("state").asString()).isEqualTo("READY");

    // The message is hidden for six timeouts of the function.
    pipeline.advance(Duration.ofMinutes(6));

    awaitTasks(created, Set.of("DONE"));
  }

  @Test
  void a_task_that_failed_for_a_moment_is_done_a_little_later() throws Exception {
    pipeline.fault(failing("s3", "GetObject", "Digest"));
    pipeline.fault(failing("s3", "GetObject", "Image"));
    JsonNode created = create();
    put(created);
    complete(created);

    awaitFaults();

    awaitTasks(created, Set.of("DONE"));
  }

  @Test
  void an_object_that_is_gone_before_it_was_judged_leaves_its_upload_EXPIRED() throws Exception {
    pipeline.fault(held("Validator"));
    JsonNode created = create();
    put(created);
    awaitFaults();

    removeObject(created);
    pipeline.clearFaults();

    await().atMost(SOON).until(() -> upload(created).path("state").asString().equals("EXPIRED"));
  }

  @Test
  void an_object_that_is_gone_before_its_tasks_were_done_lets_them_fail_for_good()
      throws Exception {
    pipeline.fault(held("Digest"));
    pipeline.fault(held("Image"));
    JsonNode created = create();
    put(created);
    complete(created);
    awaitFaults();

    removeObject(created);
    pipeline.clearFaults();

    awaitTasks(created, Set.of("FAILED"));
  }

  @Test
  void what_was_deleted_has_no_content_and_no_thumbnail() throws Exception {
    JsonNode created = create();
    put(created);
    complete(created);
    awaitTasks(created, Set.of("DONE"));

    String thumbnail =
        pipeline.get(path(created) + "/thumbnail").headers().firstValue("Location").orElseThrow();
    assertThat(pipeline.download(thumbnail).statusCode()).isEqualTo(200);

    assertThat(pipeline.send("DELETE", path(created), "").statusCode()).isEqualTo(204);

    assertThat(pipeline.download(thumbnail).statusCode()).isEqualTo(404);
    assertThat(pipeline.get(path(created) + "/content").statusCode()).isIn(404, 409, 410);
    assertThat(pipeline.get(path(created) + "/thumbnail").statusCode()).isIn(404, 409, 410);
  }

  @Test
  void a_thumbnail_that_comes_after_its_upload_was_deleted_is_removed_again() throws Exception {
    pipeline.fault(held("PutObject", "Image"));
    JsonNode created = create();
    put(created);
    complete(created);
    awaitFaults();

    assertThat(pipeline.send("DELETE", path(created), "").statusCode()).isEqualTo(204);
    pipeline.clearFaults();

    await().atMost(SOON).until(() -> pipeline.called("DeleteObject", "ImageRole"));
    assertThat(derived(created)).isZero();
  }

  /// One call of a function, with an error that no client tries again.
  private static String failing(String service, String operation, String function) {
    return "{'service':'%s','operation':'%s','principal':'*%sRole*','fault':'fail','status':400,'code':'Odd'}"
        .formatted(service, operation, function);
  }

  /// A function's first look at the object, until the faults are cleared.
  private static String held(String function) {
    return held("GetObject", function);
  }

  private static String held(String operation, String function) {
    return "{'service':'s3','operation':'%s','principal':'*%sRole*','fault':'reorder','atMost':'PT1M'}"
        .formatted(operation, function);
  }

  private static void awaitFaults() {
    await().atMost(SOON).until(() -> pipeline.faults() == 0);
  }

  private static void awaitTasks(JsonNode created, Set<String> states) {
    await()
        .atMost(SOON)
        .until(
            () ->
                upload(created)
                    .path("tasks")
                    .valueStream()
                    .map(task -> task.path("state").asString())
                    .collect(Collectors.toSet())
                    .equals(states));
  }

  private static JsonNode create() throws Exception {
    return RunningPipeline.json(
        pipeline.post("/v1/uploads", "{\"fileName\":\"a.png\",\"size\":" + picture().length + "}"));
  }

  private static void put(JsonNode created) throws Exception {
    assertThat(pipeline.put(created.at("/plan/request"), picture()).statusCode()).isEqualTo(200);
  }

  private static void complete(JsonNode created) throws Exception {
    assertThat(pipeline.post(path(created) + "/complete", "").statusCode()).isEqualTo(200);
  }

  private static void removeObject(JsonNode created) {
    String[] path = object(created);
    try (AwsClients clients = ofTheOwner()) {
      var _ = clients.s3().deleteObject(of -> of.bucket(path[1]).key(path[2]));
    }
  }

  /// How many objects were made of it.
  private static int derived(JsonNode created) {
    String[] path = object(created);
    try (AwsClients clients = ofTheOwner()) {
      return clients
          .s3()
          .listObjectsV2(of -> of.bucket(path[1]).prefix(path[2].replaceFirst("u/", "d/")))
          .keyCount();
    }
  }

  /// Nothing, the bucket and the key.
  private static String[] object(JsonNode created) {
    return URI.create(created.at("/plan/request/url").asString()).getPath().split("/", 3);
  }

  /// The account's owner, past the API.
  private static AwsClients ofTheOwner() {
    return new AwsClients(
        new Environment(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", pipeline.endpoint().toString())));
  }

  private static JsonNode upload(JsonNode created) throws Exception {
    return RunningPipeline.json(pipeline.get(path(created)));
  }

  private static String path(JsonNode created) {
    return "/v1/uploads/" + created.path("id").asString();
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }
}
