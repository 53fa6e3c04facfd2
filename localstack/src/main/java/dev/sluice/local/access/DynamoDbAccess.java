package dev.sluice.local.access;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Permissions of requests to DynamoDB.
public final class DynamoDbAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what tables' ARNs have before their names
  public DynamoDbAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public List<Access> of(Call call) {
    JsonNode body = call.json();
    String operation = call.operation();
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> parts(body.path("TransactItems"));
      case "BatchGetItem", "BatchWriteItem" ->
          body.path("RequestItems").propertyNames().stream()
              .map(table -> new Access(Actions.dynamoDb(operation), arn(table)))
              .toList();
      default -> List.of(new Access(Actions.dynamoDb(operation), resource(body)));
    };
  }

  @Override
  public boolean readsBody(String operation) {
    return true;
  }

  private List<Access> parts(JsonNode items) {
    return items
        .valueStream()
        .flatMap(item -> item.properties().stream())
        .flatMap(this::part)
        .distinct()
        .toList();
  }

  private Stream<Access> part(Map.Entry<String, JsonNode> part) {
    String action = Actions.DYNAMODB_PARTS.get(part.getKey());
    // DynamoDB itself says that there is no such part.
    return action == null
        ? Stream.empty()
        : Stream.of(new Access(action, arn(part.getValue().path("TableName").asString(""))));
  }

  private String resource(JsonNode body) {
    String table = body.path("TableName").asString(body.path("ResourceArn").asString(""));
    String index = body.path("IndexName").asString("");
    if (table.isEmpty()) {
      return "*";
    }
    return index.isEmpty() ? arn(table) : arn(table) + "/index/" + index;
  }

  /// A table may be named by its ARN as well.
  private String arn(String table) {
    return table.startsWith("arn:") ? table : arnPrefix + table;
  }
}
