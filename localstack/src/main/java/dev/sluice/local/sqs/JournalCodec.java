package dev.sluice.local.sqs;

import dev.sluice.local.sqs.JournalRecord.Deleted;
import dev.sluice.local.sqs.JournalRecord.Purged;
import dev.sluice.local.sqs.JournalRecord.Received;
import dev.sluice.local.sqs.JournalRecord.Remembered;
import dev.sluice.local.sqs.JournalRecord.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One record, one line: CRC-32C in eight hexadecimal digits, a space, a JSON object. Text, so that
/// people can read what their queue holds with `cat`.
final class JournalCodec {
  private static final int CHECKSUM_DIGITS = 8;
  private final JsonMapper json = JsonMapper.shared();

  String encode(JournalRecord record) {
    String text = toJson(record).toString();
    return checksum(text) + " " + text + "\n";
  }

  /// Empty if the line isn't whole.
  Optional<JournalRecord> decode(String line) {
    if (line.length() <= CHECKSUM_DIGITS || line.charAt(CHECKSUM_DIGITS) != ' ') {
      return Optional.empty();
    }
    String text = line.substring(CHECKSUM_DIGITS + 1);
    if (!line.startsWith(checksum(text))) {
      return Optional.empty();
    }
    try {
      return fromJson(json.readTree(text));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private ObjectNode toJson(JournalRecord record) {
    ObjectNode node = json.createObjectNode();
    switch (record) {
      case Sent(StoredMessage stored) -> {
        node.put("type", "sent").put("id", stored.id()).put("body", stored.message().body());
        node.put("sentAt", stored.message().sentAt().toEpochMilli());
        node.put("visibleAt", stored.visibleAt().toEpochMilli());
        node.put("receiveCount", stored.receiveCount());
        node.put("earlierReceives", stored.earlierReceives());
        stored.firstReceivedAt().ifPresent(at -> node.put("firstReceivedAt", at.toEpochMilli()));
        node.set("attributes", AttributeJson.encode(json, stored.message().attributes()));
        ObjectNode system = node.putObject("system");
        stored.message().system().forEach(system::put);
      }
      case Received(List<String> ids, Instant at) -> {
        node.put("type", "received").put("at", at.toEpochMilli());
        addIds(node, ids);
      }
      case Deleted(List<String> ids) -> {
        node.put("type", "deleted");
        addIds(node, ids);
      }
      case Purged() -> node.put("type", "purged");
      case Remembered(FifoLedger.Accepted message) -> {
        node.put("type", "remembered").put("id", message.messageId());
        node.put("group", message.groupId()).put("deduplicationId", message.deduplicationId());
        node.put("sequenceNumber", message.sequenceNumber());
        node.put("at", message.at().toEpochMilli());
      }
    }
    return node;
  }

  private static Optional<JournalRecord> fromJson(JsonNode node) {
    return switch (node.path("type").asString("")) {
      case "sent" -> Optional.of(new Sent(stored(node)));
      case "received" -> Optional.of(new Received(ids(node), instant(node, "at")));
      case "deleted" -> Optional.of(new Deleted(ids(node)));
      case "purged" -> Optional.of(new Purged());
      case "remembered" -> Optional.of(new Remembered(accepted(node)));
      default -> Optional.empty();
    };
  }

  private static StoredMessage stored(JsonNode node) {
    Map<String, String> system = new HashMap<>();
    node.path("system").properties().forEach(p -> system.put(p.getKey(), p.getValue().asString()));
    Message message =
        new Message(
            node.path("id").asString(),
            node.path("body").asString(),
            instant(node, "sentAt"),
            AttributeJson.decode(node.path("attributes")),
            system);
    return new StoredMessage(
        message,
        instant(node, "visibleAt"),
        node.path("receiveCount").asInt(),
        node.path("earlierReceives").asInt(0),
        node.has("firstReceivedAt")
            ? Optional.of(instant(node, "firstReceivedAt"))
            : Optional.empty());
  }

  private static FifoLedger.Accepted accepted(JsonNode node) {
    return new FifoLedger.Accepted(
        node.path("id").asString(),
        node.path("group").asString(),
        node.path("deduplicationId").asString(),
        node.path("sequenceNumber").asString(),
        instant(node, "at"));
  }

  private static void addIds(ObjectNode node, List<String> ids) {
    ArrayNode array = node.putArray("ids");
    ids.forEach(array::add);
  }

  private static List<String> ids(JsonNode node) {
    return node.path("ids").valueStream().map(JsonNode::asString).toList();
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.ofEpochMilli(node.path(field).asLong());
  }

  private static String checksum(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
