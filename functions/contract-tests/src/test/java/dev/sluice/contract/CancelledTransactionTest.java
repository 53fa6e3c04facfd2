package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.DynamoUploadStore;
import dev.sluice.aws.Environment;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A verdict whose transaction DynamoDB cancels, for each reason that it has.
class CancelledTransactionTest {
  private static final StandIn.Answer STORED = new StandIn.Answer(200, "{}");

  @Test
  void one_that_met_another_transaction_is_tried_again() {
    StandIn.Answer conflict = cancelled("TransactionConflict", "None");
    try (StandIn dynamo = answering(Stream.of(conflict, conflict, STORED))) {
      assertThat(judge(dynamo)).isEqualTo(new Transition.Applied());
      assertThat(dynamo.calls("TransactWriteItems")).hasSize(3);
    }
  }

  @Test
  void one_that_meets_another_every_time_is_given_up() {
    StandIn.Answer conflict = cancelled("None", "TransactionConflict");
    try (StandIn dynamo = answering(Stream.generate(() -> conflict))) {
      assertThatThrownBy(() -> judge(dynamo)).isInstanceOf(Unavailable.class);
      assertThat(dynamo.calls("TransactWriteItems")).hasSize(5);
    }
  }

  @Test
  void a_verdict_that_came_second_is_lost_at_once() {
    try (StandIn dynamo = answering(Stream.of(cancelled("ConditionalCheckFailed", "None")))) {
      assertThat(judge(dynamo)).isEqualTo(new Transition.Lost(Optional.empty()));
    }
  }

  @Test
  void a_task_that_is_there_already_is_a_fault_and_no_reason_to_try_again() {
    try (StandIn dynamo = answering(Stream.of(cancelled("None", "ConditionalCheckFailed")))) {
      assertThatThrownBy(() -> judge(dynamo)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void any_other_reason_is_no_answer() {
    try (StandIn dynamo = answering(Stream.of(cancelled("ValidationError", "None")))) {
      assertThatThrownBy(() -> judge(dynamo)).isInstanceOf(Unavailable.class);
    }
  }

  /// One answer after the other; the test fails if more are asked for.
  private static StandIn answering(Stream<StandIn.Answer> answers) {
    Iterator<StandIn.Answer> each = answers.iterator();
    return new StandIn(_ -> each.next());
  }

  private static StandIn.Answer cancelled(String... codes) {
    String reasons =
        Stream.of(codes).map("{\"Code\":\"%s\"}"::formatted).collect(Collectors.joining(","));
    return new StandIn.Answer(
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
         "Message":"cancelled","CancellationReasons":[%s]}"""
            .formatted(reasons));
  }

  private static Transition judge(StandIn dynamo) {
    Environment environment =
        new Environment(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", dynamo.endpoint().toString()));
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    Upload.Uploaded uploaded = pending.uploaded(Uploading.object(pending));
    try (AwsClients clients = new AwsClients(environment)) {
      return new DynamoUploadStore(clients.dynamoDb(), "table")
          .judge(
              uploaded,
              uploaded.ready(MediaType.parse("text/plain"), Uploading.now(), true),
              List.of(new Task.Queued(pending.id(), new ProcessorName("digest"))));
    }
  }
}
