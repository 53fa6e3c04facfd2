package dev.sluice.aws;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.UploadId;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A task as an item, in the partition of its upload.
final class TaskItem {
  private static final String SORT_PREFIX = "TASK#";
  private static final String SCHEMA_VERSION = "1";

  private TaskItem() {}

  static boolean isTask(Map<String, AttributeValue> item) {
    AttributeValue sortKey = item.get("sk");
    return sortKey != null && sortKey.s().startsWith(SORT_PREFIX);
  }

  /// The values of a condition that the task has not ended.
  static Map<String, AttributeValue> queued() {
    return Map.of(":queued", AttributeValue.fromS("QUEUED"));
  }

  static Map<String, AttributeValue> of(Task task) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", UploadItem.partitionOf(task.uploadId()));
    item.put("sk", AttributeValue.fromS(SORT_PREFIX + task.processor().value()));
    item.put("schemaVersion", AttributeValue.fromN(SCHEMA_VERSION));
    item.put("uploadId", AttributeValue.fromS(task.uploadId().value()));
    item.put("processor", AttributeValue.fromS(task.processor().value()));
    switch (task) {
      case Task.Queued _ -> item.putAll(queuedState());
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
    Task.Queued queued =
        new Task.Queued(
            new UploadId(text(item, "uploadId")), new ProcessorName(text(item, "processor")));
    String state = text(item, "state");
    return switch (state) {
      case "QUEUED" -> queued;
      case "DONE" -> {
        Map<String, Object> result = new HashMap<>();
        value(item, "result").m().forEach((name, value) -> result.put(name, plain(value)));
        yield queued.done(result);
      }
      case "FAILED" -> queued.failed(text(item, "code"), text(item, "detail"));
      case "DEAD" -> queued.dead(text(item, "detail"));
      default -> throw new IllegalStateException("no task is " + state);
    };
  }

  private static Map<String, AttributeValue> queuedState() {
    return Map.of("state", AttributeValue.fromS("QUEUED"));
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
