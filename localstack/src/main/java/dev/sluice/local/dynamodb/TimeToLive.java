package dev.sluice.local.dynamodb;

import java.time.Instant;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Deletes items whose time to live is over (DynamoDB developer guide, "Using time to live (TTL)"):
/// the attribute is a number, in seconds of the epoch, and no more than five years ago.
final class TimeToLive {
  private static final int MAX_AGE_YEARS = 5;
  private static final String DUE =
      "attribute_type(#ttl, :number) AND #ttl <= :now AND #ttl > :oldest";

  /// An operation of the library's.
  interface Library {
    /// @param wellKnown a refusal that is no failure; empty for none
    JsonNode call(String operation, JsonNode body, String wellKnown);
  }

  private final Library library;

  TimeToLive(Library library) {
    this.library = library;
  }

  void sweep(Instant now) {
    for (JsonNode table : call("ListTables", json()).path("TableNames")) {
      ObjectNode named = json().put("TableName", table.asString());
      JsonNode setting = call("DescribeTimeToLive", named).path("TimeToLiveDescription");
      if (setting.path("TimeToLiveStatus").asString("").equals("ENABLED")) {
        sweep(
            table.asString(),
            setting.path("AttributeName").asString(),
            call("DescribeTable", named).at("/Table/KeySchema"),
            now);
      }
    }
  }

  private void sweep(String table, String attribute, JsonNode keySchema, Instant now) {
    ObjectNode scan = json().put("TableName", table).put("FilterExpression", DUE);
    scan.putObject("ExpressionAttributeNames").put("#ttl", attribute);
    ObjectNode values = scan.putObject("ExpressionAttributeValues");
    values.putObject(":number").put("S", "N");
    number(values, ":now", now);
    number(values, ":oldest", now.atOffset(ZoneOffset.UTC).minusYears(MAX_AGE_YEARS).toInstant());
    boolean more = true;
    while (more) {
      JsonNode page = call("Scan", scan);
      for (JsonNode item : page.path("Items")) {
        delete(table, attribute, keySchema, item);
      }
      more = page.has("LastEvaluatedKey");
      if (more) {
        scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
      }
    }
  }

  /// Unless somebody gave it another time meanwhile.
  private void delete(String table, String attribute, JsonNode keySchema, JsonNode item) {
    ObjectNode delete = json().put("TableName", table).put("ConditionExpression", "#ttl = :seen");
    delete.putObject("ExpressionAttributeNames").put("#ttl", attribute);
    delete.putObject("ExpressionAttributeValues").set(":seen", item.path(attribute));
    ObjectNode key = delete.putObject("Key");
    for (JsonNode part : keySchema) {
      String name = part.path("AttributeName").asString();
      key.set(name, item.path(name));
    }
    JsonNode _ = library.call("DeleteItem", delete, "ConditionalCheckFailedException");
  }

  private JsonNode call(String operation, JsonNode body) {
    return library.call(operation, body, "");
  }

  private static void number(ObjectNode values, String name, Instant instant) {
    values.putObject(name).put("N", Long.toString(instant.getEpochSecond()));
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }
}
