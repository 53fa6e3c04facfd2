package dev.sluice.web.standin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An upload as the stand-in keeps it, and how it looks in an answer.
final class StoredUpload {
  /// Small, so that a test's multipart upload is small; S3's own minimum is 5 MiB.
  static final int PART_SIZE = 4096;

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
  private static final int ANSWERS_UNTIL_DONE = 3;

  private final String id;
  private final String collection;
  private final String fileName;
  private final String type;
  private final int size;
  private final Instant createdAt;
  private String state = "PENDING";
  private String found = "";
  private int asked;

  StoredUpload(
      String id, String collection, String fileName, String type, int size, Instant createdAt) {
    this.id = id;
    this.collection = collection;
    this.fileName = fileName;
    this.type = type;
    this.size = size;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  String type() {
    return type;
  }

  synchronized String state() {
    return state;
  }

  synchronized void state(String next) {
    state = next;
  }

  boolean multipart() {
    return size > PART_SIZE;
  }

  int partCount() {
    return Math.ceilDiv(size, PART_SIZE);
  }

  int partSize(int number) {
    return Math.min(PART_SIZE, size - (number - 1) * PART_SIZE);
  }

  int size() {
    return size;
  }

  String key() {
    return "u/" + id;
  }

  String partKey(int number) {
    return key() + "/" + number;
  }

  String thumbnailKey() {
    return "d/" + id;
  }

  List<Integer> missing(Storage storage) {
    return multipart()
        ? IntStream.rangeClosed(1, partCount())
            .filter(number -> !storage.has(partKey(number)))
            .boxed()
            .toList()
        : storage.has(key()) ? List.of() : List.of(1);
  }

  /// Puts the object together and looks at its first bytes.
  synchronized void judge(Storage storage) {
    if (multipart()) {
      var whole = new ByteArrayOutputStream(size);
      IntStream.rangeClosed(1, partCount())
          .forEach(number -> whole.writeBytes(storage.object(partKey(number))));
      storage.put(key(), whole.toByteArray());
    }
    byte[] bytes = storage.object(key());
    found =
        startsWith(bytes, PNG)
            ? "image/png"
            : startsWith(bytes, "%PDF".getBytes(StandardCharsets.US_ASCII))
                ? "application/pdf"
                : "text/plain";
    state = found.equals(type) ? "READY" : "REJECTED";
    if (hasThumbnail()) {
      storage.put(thumbnailKey(), bytes);
    }
  }

  synchronized boolean hasThumbnail() {
    return state.equals("READY") && found.equals("image/png");
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && IntStream.range(0, prefix.length).allMatch(i -> bytes[i] == prefix[i]);
  }

  /// As in the list: without tasks.
  synchronized ObjectNode brief() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", id)
            .put("state", state)
            .put("collection", collection)
            .put("fileName", fileName)
            .put("size", size)
            .put("type", type)
            .put("createdAt", createdAt.toString());
    if (state.equals("PENDING")) {
      json.put("expiresAt", createdAt.plusSeconds(3600).toString());
    }
    if (!found.isEmpty()) {
      json.put("mediaType", found);
    }
    if (state.equals("REJECTED")) {
      json.putObject("reason")
          .put("code", "type-mismatch")
          .put("detail", "found " + found + ", expected " + type);
    }
    return json;
  }

  /// As in the answer for one upload: with tasks, which are done after a few questions.
  synchronized ObjectNode full() {
    ObjectNode json = brief();
    if (state.equals("READY")) {
      asked++;
      ArrayNode tasks = json.putArray("tasks");
      task(tasks, "digest").put("sha256", "47DEQpj8HBSa").put("bytes", size);
      if (hasThumbnail()) {
        task(tasks, "image").put("width", 64).put("height", 48);
      }
    }
    return json;
  }

  private ObjectNode task(ArrayNode tasks, String processor) {
    boolean done = asked >= ANSWERS_UNTIL_DONE;
    ObjectNode task =
        tasks.addObject().put("processor", processor).put("state", done ? "DONE" : "QUEUED");
    return done ? task.putObject("result") : JSON.createObjectNode();
  }
}
