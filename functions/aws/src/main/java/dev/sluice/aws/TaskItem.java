package dev.sluice.aws;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.UploadId;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A task as an item, in the partition of its upload, which it never outlives: it has no `ttl`, and
/// is removed when the upload is deleted.
final class TaskItem {
  private static final String SORT_PREFIX = "TASK#";
  private static final String SCHEMA_VERSION = "1";
  private static final String QUEUED = "QUEUED";

  private TaskItem() {}

  static boolean isTask(Map<String, AttributeValue> item) {
    AttributeValue sortKey = item.get("sk");
    return sortKey != null && sortKey.s().startsWith(SORT_PREFIX);
  }

  /// The values of a condition that the stored task is still this one.
  static Map<String, AttributeValue> expected(Task.Queued task) {
    return Map.of(":state", AttributeValue.fromS(QUEUED), ":version", version(task));
  }

  static Map<String, AttributeValue> keyOf(Task task) {
    return Map.of(
        "pk", UploadItem.partitionOf(task.uploadId()),
        "sk", AttributeValue.fromS(SORT_PREFIX + task.processor().value()));
  }

  static Map<String, AttributeValue> of(Task task) {
    Map<String, AttributeValue> item = new HashMap<>(keyOf(task));
    item.put("schemaVersion", AttributeValue.fromN(SCHEMA_VERSION));
    item.put("version", version(task));
    item.put("uploadId", AttributeValue.fromS(task.uploadId().value()));
    item.put("processor", AttributeValue.fromS(task.processor().value()));
    switch (task) {
      case Task.Queued _ -> item.put("state", AttributeValue.fromS(QUEUED));
      case Task.Done done -> {
        item.put("state", AttributeValue.fromS("DONE"));
        Map<String, AttributeValue> result = new HashMap<>();
        done.result().forEach((name, value) -> result.put(name, attribute(value)));
        item.put("result", AttributeValue.fromM(result));
      }
      case Task.Failed failed -> {
        item.put("state", AttributeValue.fromS("FAILED"));
        item.put("code", AttributeValue.fromS(failed.code()));
        item.put("detail", AttributeValue.fromS(failed.detail()));
      }
      case Task.Dead dead -> {
        item.put("state", AttributeValue.fromS("DEAD"));
        item.put("detail", AttributeValue.fromS(dead.detail()));
      }
    }
    return item;
  }

  static Task task(Map<String, AttributeValue> item) {
    UploadId id = new UploadId(text(item, "uploadId"));
    ProcessorName processor = new ProcessorName(text(item, "processor"));
    long version = Long.parseLong(value(item, "version").n());
    String state = text(item, "state");
    return switch (state) {
      case QUEUED -> new Task.Queued(id, processor, version);
      case "DONE" -> {
        Map<String, Object> result = new HashMap<>();
        value(item, "result").m().forEach((name, value) -> result.put(name, plain(value)));
        yield new Task.Done(id, processor, version, result);
      }
      case "FAILED" ->
          new Task.Failed(id, processor, version, text(item, "code"), text(item, "detail"));
      case "DEAD" -> new Task.Dead(id, processor, version, text(item, "detail"));
      default -> throw new IllegalStateException("no task is " + state);
    };
  }

  private static AttributeValue version(Task task) {
    return AttributeValue.fromN(Long.toString(task.version()));
  }

  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case String text -> AttributeValue.fromS(text);
      case Long number -> AttributeValue.fromN(number.toString());
      case Integer number -> AttributeValue.fromN(number.toString());
      default ->
          throw new IllegalArgumentException(
              "a task's result has strings and whole numbers, no " + value.getClass());
    };
  }

  private static Object plain(AttributeValue value) {
    return value.n() == null ? value.s() : (Object) Long.valueOf(value.n());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("the task's item has no attribute " + name);
    }
    return value;
  }
}
