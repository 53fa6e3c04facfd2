package dev.sluice.aws;

import dev.sluice.core.task.Backoff;
import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadPage;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Uploads and tasks in one DynamoDB table; `RATIONALE.md` lists the access patterns.
///
/// Needs `dynamodb:PutItem`, `GetItem` and `Query` on the table, `DeleteItem` to delete uploads,
/// and `Query` on the index `byTenant`. A failed condition costs no second read: DynamoDB answers
/// it with the item that is stored.
public final class DynamoUploadStore implements UploadStore {
  private static final String EXPECTED = "#state = :state AND #version = :version";
  private static final Map<String, String> EXPECTED_NAMES =
      Map.of("#state", "state", "#version", "version");

  /// A transaction that met another one on the same item is over in milliseconds. The SDK does not
  /// try it again, since its cancellation may have other reasons.
  private static final int TRANSACTION_ATTEMPTS = 5;

  private static final Backoff BETWEEN_TRANSACTIONS =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), new SecureRandom());

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoUploadStore(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void create(Upload.Pending upload) {
    answered(
        () -> {
          try {
            return dynamo.putItem(
                put ->
                    put.tableName(table)
                        .item(UploadItem.of(upload))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
          } catch (ConditionalCheckFailedException e) {
            // The SDK asks again when an answer is lost; then the item is our own.
            if (e.hasItem() && UploadItem.upload(e.item()).equals(upload)) {
              return e;
            }
            throw new IllegalStateException("there is an upload " + upload.id() + " already", e);
          }
        });
  }

  @Override
  public Optional<Upload> find(UploadId id) {
    return answered(
        () -> {
          Map<String, AttributeValue> item =
              dynamo
                  .getItem(
                      get -> get.tableName(table).key(UploadItem.keyOf(id)).consistentRead(true))
                  .item();
          return item.isEmpty() ? Optional.empty() : Optional.of(UploadItem.upload(item));
        });
  }

  @Override
  public Optional<UploadWithTasks> findWithTasks(UploadId id) {
    List<Map<String, AttributeValue>> found =
        answered(
            () ->
                dynamo
                    .queryPaginator(
                        query ->
                            query
                                .tableName(table)
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(
                                    Map.of(":pk", UploadItem.partitionOf(id)))
                                .consistentRead(true))
                    .items()
                    .stream()
                    .toList());
    Optional<Upload> upload = Optional.empty();
    List<Task> tasks = new ArrayList<>();
    for (Map<String, AttributeValue> item : found) {
      if (TaskItem.isTask(item)) {
        tasks.add(TaskItem.task(item));
      } else {
        upload = Optional.of(UploadItem.upload(item));
      }
    }
    return upload.map(it -> new UploadWithTasks(it, tasks));
  }

  @Override
  public UploadPage list(TenantId tenant, int limit, Optional<Cursor> from) {
    QueryResponse found =
        answered(
            () ->
                dynamo.query(
                    query -> {
                      query
                          .tableName(table)
                          .indexName("byTenant")
                          .keyConditionExpression("tenant = :tenant")
                          .expressionAttributeValues(
                              Map.of(":tenant", AttributeValue.fromS(tenant.value())))
                          .scanIndexForward(false)
                          // One more than asked tells whether there is another page.
                          .limit(limit + 1);
                      from.ifPresent(
                          cursor -> query.exclusiveStartKey(UploadItem.listKeyOf(tenant, cursor)));
                    }));
    List<Upload> uploads = found.items().stream().map(UploadItem::upload).toList();
    if (uploads.size() <= limit) {
      return new UploadPage(uploads, Optional.empty());
    }
    List<Upload> page = uploads.subList(0, limit);
    Upload last = page.getLast();
    return new UploadPage(page, Optional.of(new Cursor(last.id(), last.declaration().createdAt())));
  }

  @Override
  public Transition move(Upload expected, Upload next) {
    return answered(
        () -> {
          try {
            dynamo.putItem(
                PutItemRequest.builder()
                    .tableName(table)
                    .item(UploadItem.of(next))
                    .conditionExpression(EXPECTED)
                    .expressionAttributeNames(EXPECTED_NAMES)
                    .expressionAttributeValues(UploadItem.expected(expected))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build());
            return new Transition.Applied();
          } catch (ConditionalCheckFailedException e) {
            return lost(e.hasItem() ? e.item() : Map.of());
          }
        });
  }

  @Override
  public Transition judge(Upload expected, Upload next, List<Task.Queued> tasks) {
    if (tasks.isEmpty()) {
      return move(expected, next);
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(put(expected, next));
    for (Task.Queued task : tasks) {
      writes.add(
          put(
              Put.builder()
                  .item(TaskItem.of(task))
                  .conditionExpression("attribute_not_exists(pk)")));
    }
    return answered(() -> transact(expected, writes, 1));
  }

  @Override
  public Transition delete(UploadWithTasks expected, Upload.Deleted next) {
    if (expected.tasks().isEmpty()) {
      return move(expected.upload(), next);
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(put(expected.upload(), next));
    for (Task task : expected.tasks()) {
      writes.add(
          TransactWriteItem.builder()
              .delete(delete -> delete.tableName(table).key(TaskItem.keyOf(task)))
              .build());
    }
    return answered(() -> transact(expected.upload(), writes, 1));
  }

  private Transition transact(Upload expected, List<TransactWriteItem> writes, int attempt) {
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return new Transition.Applied();
    } catch (TransactionCanceledException e) {
      CancellationReason upload = e.cancellationReasons().getFirst();
      if (failed(upload)) {
        return lost(upload.hasItem() ? upload.item() : Map.of());
      }
      if (e.cancellationReasons().stream().anyMatch(DynamoUploadStore::failed)) {
        throw new IllegalStateException(
            "%s has no verdict yet, but a task".formatted(expected.id()), e);
      }
      if (attempt == TRANSACTION_ATTEMPTS
          || e.cancellationReasons().stream().noneMatch(DynamoUploadStore::conflicted)) {
        throw e;
      }
      pause(BETWEEN_TRANSACTIONS.after(attempt), e);
      return transact(expected, writes, attempt + 1);
    }
  }

  /// The codes are those of the DynamoDB API reference, "TransactWriteItems".
  private static boolean failed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }

  private static boolean conflicted(CancellationReason reason) {
    return "TransactionConflict".equals(reason.code());
  }

  private static void pause(Duration time, TransactionCanceledException met) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw met;
    }
  }

  @Override
  public boolean finish(Task.Queued expected, Task next) {
    return answered(
        () -> {
          try {
            dynamo.putItem(
                put ->
                    put.tableName(table)
                        .item(TaskItem.of(next))
                        .conditionExpression(EXPECTED)
                        .expressionAttributeNames(EXPECTED_NAMES)
                        .expressionAttributeValues(TaskItem.expected(expected)));
            return true;
          } catch (ConditionalCheckFailedException _) {
            return false;
          }
        });
  }

  private TransactWriteItem put(Upload expected, Upload next) {
    return put(
        Put.builder()
            .item(UploadItem.of(next))
            .conditionExpression(EXPECTED)
            .expressionAttributeNames(EXPECTED_NAMES)
            .expressionAttributeValues(UploadItem.expected(expected))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(table).build()).build();
  }

  private static Transition lost(Map<String, AttributeValue> actual) {
    return new Transition.Lost(
        actual.isEmpty() ? Optional.empty() : Optional.of(UploadItem.upload(actual)));
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new Unavailable("DynamoDB", e);
    }
  }
}
