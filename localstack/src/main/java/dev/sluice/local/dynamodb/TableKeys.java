package dev.sluice.local.dynamodb;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The keys of a table and its indexes as a text, of a CreateTable request or of what DescribeTable
/// answers: `id (S), at (N); index due: shard (S)`.
final class TableKeys {
  private static final List<String> INDEXES =
      List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes");

  private TableKeys() {}

  static String describe(JsonNode table) {
    JsonNode types = table.path("AttributeDefinitions");
    Stream<String> indexes =
        INDEXES.stream()
            .flatMap(kind -> table.path(kind).valueStream())
            .map(
                index ->
                    "index " + index.path("IndexName").asString("") + ": " + key(index, types));
    return Stream.concat(
            Stream.of(key(table, types)),
            indexes.collect(Collectors.toCollection(TreeSet::new)).stream())
        .collect(Collectors.joining("; "));
  }

  private static String key(JsonNode described, JsonNode types) {
    return described
        .path("KeySchema")
        .valueStream()
        // HASH before RANGE.
        .sorted((one, other) -> kind(one).compareTo(kind(other)))
        .map(part -> part.path("AttributeName").asString(""))
        .map(name -> name + " (" + type(name, types) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String kind(JsonNode part) {
    return part.path("KeyType").asString("");
  }

  private static String type(String attribute, JsonNode types) {
    return types
        .valueStream()
        .filter(definition -> definition.path("AttributeName").asString("").equals(attribute))
        .map(definition -> definition.path("AttributeType").asString(""))
        .findFirst()
        .orElse("?");
  }
}
