package dev.sluice.local.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tables. CloudFormation's properties have the names of CreateTable's parameters, so they are
/// handed on as they stand, but for those listed.
final class DynamoDbResources {
  private static final List<String> INDEXES =
      List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes");
  private static final Set<String> INDEX_PROPERTIES =
      Set.of("IndexName", "KeySchema", "Projection", "ProvisionedThroughput");

  private DynamoDbResources() {}

  static void table(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("TableName");
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("TableName", identity.ref());
    copy(properties, "AttributeDefinitions", request);
    copy(properties, "KeySchema", request);
    copy(properties, "ProvisionedThroughput", request);
    request.put("BillingMode", properties.optionalText("BillingMode").orElse("PROVISIONED"));
    for (String indexes : INDEXES) {
      for (PropertyReader index : properties.objects(indexes)) {
        INDEX_PROPERTIES.forEach(index::raw);
      }
      copy(properties, indexes, request);
    }
    checkAttributes(properties, request);
    PropertyReader timeToLive = properties.object("TimeToLiveSpecification");
    Optional<String> attribute = timeToLive.optionalText("AttributeName");
    boolean enabled = timeToLive.flag("Enabled", false);
    parts.tables.add(
        new Stack.Table(
            logicalId, identity.ref(), request, enabled ? attribute : Optional.empty()));
  }

  /// Each attribute of a key is defined, and no other, as CloudFormation has it before DynamoDB.
  private static void checkAttributes(PropertyReader properties, ObjectNode request) {
    Set<String> keys = new TreeSet<>(names(request.path("KeySchema")));
    for (String indexes : INDEXES) {
      request.path(indexes).forEach(index -> keys.addAll(names(index.path("KeySchema"))));
    }
    Set<String> defined = new TreeSet<>(names(request.path("AttributeDefinitions")));
    if (keys.isEmpty()) {
      properties.refuse("KeySchema", "is missing");
    } else if (!keys.equals(defined)) {
      properties.refuse(
          "AttributeDefinitions",
          "has to define the attributes of all keys and no others: it has %s, the keys %s"
              .formatted(defined, keys));
    }
  }

  private static List<String> names(JsonNode attributes) {
    return attributes
        .valueStream()
        .map(attribute -> attribute.path("AttributeName").asString(""))
        .toList();
  }

  private static void copy(PropertyReader properties, String name, ObjectNode request) {
    JsonNode value = properties.raw(name);
    if (!value.isMissingNode()) {
      request.set(name, withNumbers(value));
    }
  }

  /// CloudFormation takes numbers as text, DynamoDB does not: the only numbers here are capacities.
  private static JsonNode withNumbers(JsonNode value) {
    JsonNode copy = value.deepCopy();
    for (JsonNode throughput : copy.findValues("ProvisionedThroughput")) {
      makeNumbers(throughput);
    }
    if (copy.has("ReadCapacityUnits")) {
      makeNumbers(copy);
    }
    return copy;
  }

  private static void makeNumbers(JsonNode throughput) {
    if (throughput instanceof ObjectNode capacities) {
      for (String name : Set.copyOf(capacities.propertyNames())) {
        capacities.put(name, capacities.get(name).asInt(1));
      }
    }
  }
}
