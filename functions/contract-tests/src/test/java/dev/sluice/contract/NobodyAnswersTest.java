package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.AwsPorts;
import dev.sluice.aws.Environment;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadWithTasks;
import dev.sluice.core.verdict.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every call of the ports says where no service listens.
class NobodyAnswersTest {
  private static final ProcessorName DIGEST = new ProcessorName("digest");
  private static final MediaType TEXT = MediaType.parse("text/plain");
  private static final Upload.Pending PENDING = Uploading.pending(new Plan.Single());
  private static final ObjectKey KEY = PENDING.declaration().key();
  private static final MultipartId ID = new MultipartId("id");

  private static Map<String, Runnable> calls(AwsPorts ports) {
    Upload.Uploaded uploaded = PENDING.uploaded(Uploading.object(PENDING));
    Upload.Ready ready = uploaded.ready(TEXT, Uploading.now(), true);
    Task.Queued task = new Task.Queued(PENDING.id(), DIGEST);
    StoredObject object = uploaded.object();
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("create", () -> ports.uploads().create(PENDING));
    calls.put("find", () -> ports.uploads().find(PENDING.id()));
    calls.put("find with tasks", () -> ports.uploads().findWithTasks(PENDING.id()));
    calls.put(
        "list", () -> ports.uploads().list(PENDING.declaration().tenant(), 10, Optional.empty()));
    calls.put("move", () -> ports.uploads().move(PENDING, uploaded));
    calls.put("judge", () -> ports.uploads().judge(uploaded, ready, List.of(task)));
    calls.put(
        "delete the record",
        () ->
            ports
                .uploads()
                .delete(new UploadWithTasks(ready, List.of(task)), ready.deleted(Uploading.now())));
    calls.put("finish", () -> ports.uploads().finish(task, task.done(Map.of())));
    calls.put("head", () -> ports.objects().head(KEY));
    calls.put("read", () -> ports.objects().open(object).read(0, 1));
    calls.put("start multipart", () -> ports.objects().startMultipart(KEY, TEXT));
    calls.put("list parts", () -> ports.objects().listParts(KEY, ID));
    calls.put("complete", () -> ports.objects().completeMultipart(KEY, ID, List.of()));
    calls.put("abort", () -> ports.objects().abortMultipart(KEY, ID));
    calls.put("delete", () -> ports.objects().delete(KEY));
    calls.put("put", () -> ports.objects().put(KEY, TEXT, new byte[1]));
    calls.put(
        "send",
        () ->
            ports
                .queues()
                .send(
                    new TaskOrder(
                        PENDING.id(), PENDING.declaration().tenant(), DIGEST, object, TEXT)));
    calls.put("announce ready", () -> ports.announcements().ready(ready, List.of()));
    calls.put("announce processed", () -> ports.announcements().processed(ready, List.of()));
    calls.put(
        "announce rejected",
        () ->
            ports
                .announcements()
                .rejected(
                    uploaded.rejected(
                        TEXT, new Reason(Reason.Code.DAMAGED, "torn"), Uploading.now())));
    return calls;
  }

  /// All at once, since each tries for seconds before it gives up.
  @Test
  void every_call_says_that_it_may_be_tried_again() throws Exception {
    Map<String, Future<?>> answers = new LinkedHashMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      calls(ports(freePort())).forEach((name, call) -> answers.put(name, executor.submit(call)));
    }

    assertThat(answers).hasSize(20);
    answers.forEach(
        (name, answer) ->
            assertThatThrownBy(answer::get)
                .as(name)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Unavailable.class));
  }

  private static AwsPorts ports(int port) {
    String endpoint = "http://127.0.0.1:" + port;
    Environment environment =
        new Environment(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", endpoint,
                "SLUICE_BUCKET", "bucket",
                "SLUICE_TABLE", "table",
                "SLUICE_EVENTS_QUEUE", endpoint + "/000000000000/events",
                "SLUICE_QUEUE_DIGEST", endpoint + "/000000000000/digest"));
    return AwsPorts.of(
        environment, new AwsClients(environment), List.of(DIGEST), InstantSource.system());
  }

  /// Was free a moment ago; whoever takes it meanwhile does not speak like AWS.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
