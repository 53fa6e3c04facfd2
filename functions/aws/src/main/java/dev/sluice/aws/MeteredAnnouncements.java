package dev.sluice.aws;

import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.Declaration;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.Upload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is announced, as lines in a function's log from which CloudWatch makes metrics ("Embedded
/// metric format specification"): of verdicts `Uploads`, `Bytes` and `SecondsToVerdict` by
/// collection and state, of tasks `Tasks` by processor and state. A line names the upload, so that
/// it also answers what became of that one. An announcement that is repeated after a crash counts
/// twice.
final class MeteredAnnouncements implements Announcements {
  private static final String NAMESPACE = "Sluice";
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Announcements announcements;
  private final Consumer<String> log;
  private final InstantSource clock;

  private enum Unit {
    COUNT("Count"),
    BYTES("Bytes"),
    SECONDS("Seconds");

    private final String word;

    Unit(String word) {
      this.word = word;
    }
  }

  /// @param log takes one line of JSON
  MeteredAnnouncements(Announcements announcements, Consumer<String> log, InstantSource clock) {
    this.announcements = announcements;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void ready(Upload.Ready upload, List<Task> tasks) {
    announcements.ready(upload, tasks);
    log.accept(verdict(upload, upload.object().size(), upload.judgedAt()).toString());
  }

  @Override
  public void rejected(Upload.Rejected upload) {
    announcements.rejected(upload);
    log.accept(
        verdict(upload, upload.declaration().size(), upload.judgedAt())
            .put("Reason", upload.reason().code().slug())
            .toString());
  }

  @Override
  public void processed(Upload.Ready upload, List<Task> tasks) {
    announcements.processed(upload, tasks);
    for (Task task : tasks) {
      ObjectNode line = line(upload, "Processor", "State");
      declare(line, "Tasks", Unit.COUNT).put("Tasks", 1);
      log.accept(
          line.put("Processor", task.processor().value()).put("State", state(task)).toString());
    }
  }

  private ObjectNode verdict(Upload upload, long bytes, Instant judgedAt) {
    Declaration declaration = upload.declaration();
    Duration taken = Duration.between(declaration.createdAt(), judgedAt);
    ObjectNode line = line(upload, "Collection", "State");
    declare(line, "Uploads", Unit.COUNT).put("Uploads", 1);
    declare(line, "Bytes", Unit.BYTES).put("Bytes", bytes);
    declare(line, "SecondsToVerdict", Unit.SECONDS)
        .put("SecondsToVerdict", taken.toMillis() / MILLIS_PER_SECOND);
    return line.put("Collection", declaration.collection().value())
        .put("State", upload.state().name());
  }

  private static String state(Task task) {
    return switch (task) {
      case Task.Queued _ -> "QUEUED";
      case Task.Done _ -> "DONE";
      case Task.Failed _ -> "FAILED";
      case Task.Dead _ -> "DEAD";
    };
  }

  /// @param dimensions the properties by which CloudWatch keeps series apart
  private ObjectNode line(Upload upload, String... dimensions) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.instant().toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    for (String dimension : dimensions) {
      set.add(dimension);
    }
    directive.putArray("Metrics");
    return line.put("UploadId", upload.id().value());
  }

  private static ObjectNode declare(ObjectNode line, String metric, Unit unit) {
    line.withArray("/_aws/CloudWatchMetrics/0/Metrics")
        .addObject()
        .put("Name", metric)
        .put("Unit", unit.word);
    return line;
  }
}
