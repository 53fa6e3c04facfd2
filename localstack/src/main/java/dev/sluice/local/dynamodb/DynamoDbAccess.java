package dev.sluice.local.dynamodb;

import dev.sluice.local.access.Access;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What requests to DynamoDB ask for ("Actions, resources, and condition keys for Amazon DynamoDB",
/// Service Authorization Reference).
public final class DynamoDbAccess implements ServiceAccess {
  /// A transaction needs what its parts need (DynamoDB developer guide, "Using IAM with DynamoDB
  /// transactions").
  private static final Map<String, String> PARTS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");

  private final TableNames names;

  public DynamoDbAccess(TableNames names) {
    this.names = names;
  }

  /// An action on a table, or on an index or a stream of it.
  private record Use(String operation, String table, String resource) {}

  @Override
  public Asked of(Call call) {
    String operation = call.operation();
    List<Use> uses;
    try {
      uses = uses(operation, names.translated(call.json()));
    } catch (TableNames.Unknown _) {
      return new Asked(operation, "", List.of());
    }
    return new Asked(
        operation,
        String.join(
            ",", uses.stream().map(Use::table).filter(it -> !it.isEmpty()).distinct().toList()),
        uses.stream()
            .map(use -> new Access("dynamodb:" + use.operation(), use.resource()))
            .distinct()
            .toList());
  }

  private List<Use> uses(String operation, JsonNode body) {
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" ->
          body.path("TransactItems")
              .valueStream()
              .flatMap(item -> item.properties().stream())
              .flatMap(this::part)
              .toList();
      case "BatchGetItem", "BatchWriteItem" ->
          body.path("RequestItems").propertyNames().stream()
              .map(table -> onTable(operation, table))
              .toList();
      case "Query", "Scan" -> List.of(onTableOrIndex(operation, body));
      case "CreateTable",
          "DeleteItem",
          "DeleteTable",
          "DescribeTable",
          "DescribeTimeToLive",
          "GetItem",
          "PutItem",
          "UpdateItem",
          "UpdateTable",
          "UpdateTimeToLive" ->
          List.of(onTable(operation, table(body)));
      case "ListTagsOfResource", "TagResource", "UntagResource" ->
          List.of(onResource(operation, body.path("ResourceArn").asString("")));
      case "DescribeStream", "GetShardIterator" ->
          List.of(onResource(operation, body.path("StreamArn").asString("")));
      case "ExecuteStatement" -> ofStatement(body);
      case "BatchExecuteStatement" -> ofStatements(body.path("Statements"));
      case "ExecuteTransaction" -> ofStatements(body.path("TransactStatements"));
      // On no resource.
      default -> List.of(new Use(operation, "", "*"));
    };
  }

  private List<Use> ofStatements(JsonNode statements) {
    return statements.valueStream().flatMap(one -> ofStatement(one).stream()).toList();
  }

  private List<Use> ofStatement(JsonNode holder) {
    return PartiQl.parse(holder.path("Statement").asString(""))
        .map(
            statement -> {
              Use ofTable = onTable(statement.action().permission(), statement.table());
              return List.of(
                  statement.index().map(index -> onIndex(ofTable, index)).orElse(ofTable));
            })
        // DynamoDB will refuse it; if it does not, whoever may do anything may do this.
        .orElseGet(
            () ->
                Arrays.stream(PartiQl.Action.values())
                    .map(action -> new Use(action.permission(), "", "*"))
                    .toList());
  }

  /// DynamoDB itself says that there is no such part.
  private Stream<Use> part(Map.Entry<String, JsonNode> part) {
    String operation = PARTS.get(part.getKey());
    return operation == null
        ? Stream.empty()
        : Stream.of(onTable(operation, table(part.getValue())));
  }

  private Use onTableOrIndex(String operation, JsonNode body) {
    Use ofTable = onTable(operation, table(body));
    String index = body.path("IndexName").asString("");
    return index.isEmpty() ? ofTable : onIndex(ofTable, index);
  }

  private static Use onIndex(Use ofTable, String index) {
    return new Use(ofTable.operation(), ofTable.table(), ofTable.resource() + "/index/" + index);
  }

  private Use onTable(String operation, String table) {
    return new Use(operation, table, table.isEmpty() ? "*" : names.arn(table));
  }

  private Use onResource(String operation, String arn) {
    return arn.isEmpty()
        ? new Use(operation, "", "*")
        : new Use(operation, names.tableOf(arn), names.resource(arn));
  }

  private static String table(JsonNode body) {
    return body.path("TableName").asString("");
  }
}
