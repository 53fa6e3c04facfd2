package dev.sluice.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Events as JSON (CloudEvents 1.0, JSON event format, structured mode), field by field. A reader
/// passes over fields that it does not know, so that a writer may add some.
public final class EventJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String SPEC_VERSION = "1.0";

  private EventJson() {}

  public static String write(Event event) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("specversion", SPEC_VERSION);
    json.put("id", event.id());
    json.put("source", event.source());
    json.put("type", event.data().type().wireName());
    json.put("subject", event.data().uploadId());
    json.put("time", event.time().toString());
    json.put("datacontenttype", "application/json");
    json.put("dataschema", event.data().type().schemaUri());
    write(event.data(), json.putObject("data"));
    return json.toString();
  }

  private static void write(EventData event, ObjectNode data) {
    data.put("uploadId", event.uploadId());
    switch (event) {
      case EventData.FileReady ready -> {
        data.put("tenant", ready.tenant());
        data.put("collection", ready.collection());
        data.put("fileName", ready.fileName());
        data.put("size", ready.size());
        data.put("mediaType", ready.mediaType());
        data.put("bucket", ready.bucket());
        data.put("key", ready.key());
        data.put("eTag", ready.eTag());
        ready.processors().forEach(data.putArray("processors")::add);
      }
      case EventData.FileRejected rejected -> {
        data.put("tenant", rejected.tenant());
        data.put("collection", rejected.collection());
        data.put("fileName", rejected.fileName());
        data.put("size", rejected.size());
        data.put("declaredType", rejected.declaredType());
        write(rejected.reason(), data.putObject("reason"));
      }
      case EventData.FileProcessed processed -> {
        data.put("tenant", processed.tenant());
        data.put("mediaType", processed.mediaType());
        ArrayNode tasks = data.putArray("tasks");
        processed.tasks().forEach(task -> write(task, tasks.addObject()));
      }
      case EventData.Task task -> {
        data.put("tenant", task.tenant());
        data.put("processor", task.processor());
        data.put("key", task.key());
        data.put("eTag", task.eTag());
        data.put("size", task.size());
        data.put("mediaType", task.mediaType());
      }
    }
  }

  private static void write(EventData.TaskResult task, ObjectNode json) {
    json.put("processor", task.processor());
    json.put("state", task.state().name());
    if (task.state() == EventData.TaskState.DONE) {
      ObjectNode result = json.putObject("result");
      task.result()
          .forEach(
              (name, value) -> {
                if (value instanceof Number number) {
                  result.put(name, number.longValue());
                } else {
                  result.put(name, value.toString());
                }
              });
    }
    task.error().ifPresent(error -> write(error, json.putObject("error")));
  }

  private static void write(EventData.Problem problem, ObjectNode json) {
    json.put("code", problem.code());
    json.put("detail", problem.detail());
  }

  /// @throws MalformedEvent if the text is not an event of ours
  public static Event read(String text) {
    Fields envelope = new Fields(parse(text), "");
    String version = envelope.text("specversion");
    if (!version.equals(SPEC_VERSION)) {
      throw new MalformedEvent("specversion is " + version + ", we read " + SPEC_VERSION);
    }
    return new Event(
        envelope.text("id"),
        envelope.text("source"),
        envelope.time("time"),
        data(envelope.text("type"), envelope.object("data")));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new MalformedEvent("not JSON: " + e.getOriginalMessage());
    }
  }

  private static EventData data(String wireName, Fields data) {
    for (EventType type : EventType.values()) {
      if (type.wireName().equals(wireName)) {
        return data(type, data);
      }
    }
    throw new MalformedEvent("type is " + wireName + ", which is none of ours");
  }

  private static EventData data(EventType type, Fields data) {
    return switch (type) {
      case FILE_READY ->
          new EventData.FileReady(
              data.text("uploadId"),
              data.text("tenant"),
              data.text("collection"),
              data.text("fileName"),
              data.number("size"),
              data.text("mediaType"),
              data.text("bucket"),
              data.text("key"),
              data.text("eTag"),
              data.texts("processors"));
      case FILE_REJECTED ->
          new EventData.FileRejected(
              data.text("uploadId"),
              data.text("tenant"),
              data.text("collection"),
              data.text("fileName"),
              data.number("size"),
              data.text("declaredType"),
              data.object("reason").problem());
      case FILE_PROCESSED ->
          new EventData.FileProcessed(
              data.text("uploadId"),
              data.text("tenant"),
              data.text("mediaType"),
              data.objects("tasks").stream().map(EventJson::taskResult).toList());
      case TASK ->
          new EventData.Task(
              data.text("uploadId"),
              data.text("tenant"),
              data.text("processor"),
              data.text("key"),
              data.text("eTag"),
              data.number("size"),
              data.text("mediaType"));
    };
  }

  private static EventData.TaskResult taskResult(Fields task) {
    String processor = task.text("processor");
    EventData.TaskState state = task.state();
    return switch (state) {
      case DONE ->
          new EventData.TaskResult(
              processor, state, task.object("result").values(), Optional.empty());
      case FAILED, DEAD ->
          new EventData.TaskResult(
              processor, state, Map.of(), Optional.of(task.object("error").problem()));
    };
  }

  /// The fields of an object; one that is missing or of the wrong kind is named with its path.
  private record Fields(JsonNode node, String path) {
    Fields {
      if (!node.isObject()) {
        throw new MalformedEvent((path.isEmpty() ? "the event" : path) + " is not an object");
      }
    }

    String text(String name) {
      JsonNode value = node.path(name);
      if (!value.isString()) {
        throw malformed(name, "is missing or not a string");
      }
      return value.asString();
    }

    long number(String name) {
      JsonNode value = node.path(name);
      if (!value.isIntegralNumber() || !value.canConvertToLong()) {
        throw malformed(name, "is missing or not a whole number");
      }
      return value.longValue();
    }

    Instant time(String name) {
      try {
        return Instant.parse(text(name));
      } catch (DateTimeException e) {
        throw malformed(name, "is not a time in RFC 3339");
      }
    }

    Fields object(String name) {
      return new Fields(node.path(name), full(name));
    }

    List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (JsonNode element : array(name)) {
        if (!element.isString()) {
          throw malformed(name, "has an element that is not a string");
        }
        texts.add(element.asString());
      }
      return texts;
    }

    List<Fields> objects(String name) {
      List<Fields> objects = new ArrayList<>();
      for (JsonNode element : array(name)) {
        objects.add(new Fields(element, full(name) + "[]"));
      }
      return objects;
    }

    EventData.TaskState state() {
      String state = text("state");
      for (EventData.TaskState known : EventData.TaskState.values()) {
        if (known.name().equals(state)) {
          return known;
        }
      }
      throw malformed("state", "is none of DONE, FAILED, DEAD");
    }

    EventData.Problem problem() {
      return new EventData.Problem(text("code"), text("detail"));
    }

    Map<String, Object> values() {
      Map<String, Object> values = new HashMap<>();
      node.properties()
          .forEach(
              field ->
                  values.put(
                      field.getKey(),
                      field.getValue().isIntegralNumber()
                          ? (Object) field.getValue().longValue()
                          : field.getValue().asString("")));
      return values;
    }

    private JsonNode array(String name) {
      JsonNode value = node.path(name);
      if (!value.isArray()) {
        throw malformed(name, "is missing or not an array");
      }
      return value;
    }

    private String full(String name) {
      return path.isEmpty() ? name : path + '.' + name;
    }

    private MalformedEvent malformed(String name, String what) {
      return new MalformedEvent(full(name) + ' ' + what);
    }
  }
}
