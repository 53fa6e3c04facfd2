package dev.sluice.local.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.dispatchers.BatchExecuteStatementDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.BatchGetItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.BatchWriteItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.CreateTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DeleteItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DeleteTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeLimitsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeStreamDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeTimeToLiveDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.Dispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ExecuteStatementDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ExecuteTransactionDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetRecordsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetShardIteratorDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListStreamsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListTablesDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListTagsOfResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.PutItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.QueryDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ScanDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TagResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TransactGetItemsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TransactWriteItemsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UntagResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UpdateItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UpdateTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UpdateTimeToLiveDispatcher;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/// DynamoDB Local's operations, from a request's JSON to an answer's.
final class Operations {
  private static final String ANY_KEY = "local";
  private static final String ANY_REGION = "us-east-1";

  private final ObjectMapper json;
  private final DynamoDBRequestHandler database;
  private final Map<String, Operation<?>> byName = new HashMap<>();

  private record Operation<R>(Class<R> request, Dispatcher<R> dispatcher) {
    byte[] run(byte[] body, ObjectMapper json, DynamoDBRequestHandler database) throws IOException {
      return dispatcher.enact(ANY_KEY, ANY_REGION, json.readValue(body, request), database);
    }
  }

  /// @param database one for all keys and regions
  Operations(DynamoDbObjectMapper json, DynamoDBRequestHandler database) {
    this.json = json;
    this.database = database;
    add(
        "BatchExecuteStatement",
        BatchExecuteStatementRequest.class,
        BatchExecuteStatementDispatcher::new);
    add("BatchGetItem", BatchGetItemRequest.class, BatchGetItemDispatcher::new);
    add("BatchWriteItem", BatchWriteItemRequest.class, BatchWriteItemDispatcher::new);
    add("CreateTable", CreateTableRequest.class, CreateTableDispatcher::new);
    add("DeleteItem", DeleteItemRequest.class, DeleteItemDispatcher::new);
    add("DeleteTable", DeleteTableRequest.class, DeleteTableDispatcher::new);
    add("DescribeLimits", DescribeLimitsRequest.class, DescribeLimitsDispatcher::new);
    add("DescribeTable", DescribeTableRequest.class, DescribeTableDispatcher::new);
    add("DescribeTimeToLive", DescribeTimeToLiveRequest.class, DescribeTimeToLiveDispatcher::new);
    add("ExecuteStatement", ExecuteStatementRequest.class, ExecuteStatementDispatcher::new);
    add("ExecuteTransaction", ExecuteTransactionRequest.class, ExecuteTransactionDispatcher::new);
    add("GetItem", GetItemRequest.class, GetItemDispatcher::new);
    add("ListTables", ListTablesRequest.class, ListTablesDispatcher::new);
    add("ListTagsOfResource", ListTagsOfResourceRequest.class, ListTagsOfResourceDispatcher::new);
    add("PutItem", PutItemRequest.class, PutItemDispatcher::new);
    add("Query", QueryRequest.class, QueryDispatcher::new);
    add("Scan", ScanRequest.class, ScanDispatcher::new);
    add("TagResource", TagResourceRequest.class, TagResourceDispatcher::new);
    add("TransactGetItems", TransactGetItemsRequest.class, TransactGetItemsDispatcher::new);
    add("TransactWriteItems", TransactWriteItemsRequest.class, TransactWriteItemsDispatcher::new);
    add("UntagResource", UntagResourceRequest.class, UntagResourceDispatcher::new);
    add("UpdateItem", UpdateItemRequest.class, UpdateItemDispatcher::new);
    add("UpdateTable", UpdateTableRequest.class, UpdateTableDispatcher::new);
    add("UpdateTimeToLive", UpdateTimeToLiveRequest.class, UpdateTimeToLiveDispatcher::new);
    add("DescribeStream", DescribeStreamRequest.class, DescribeStreamDispatcher::new);
    add("GetRecords", GetRecordsRequest.class, GetRecordsDispatcher::new);
    add("GetShardIterator", GetShardIteratorRequest.class, GetShardIteratorDispatcher::new);
    add("ListStreams", ListStreamsRequest.class, ListStreamsDispatcher::new);
  }

  /// The answer's JSON; empty if there is no such operation.
  ///
  /// @throws JacksonException if the body is not what the operation takes
  /// @throws software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException if DynamoDB
  ///   refuses it
  Optional<byte[]> run(String name, byte[] body) throws IOException {
    Operation<?> operation = byName.get(name);
    return operation == null ? Optional.empty() : Optional.of(operation.run(body, json, database));
  }

  private <R> void add(
      String name, Class<R> request, Function<ObjectMapper, Dispatcher<R>> dispatcher) {
    byName.put(name, new Operation<>(request, dispatcher.apply(json)));
  }
}
