package dev.sluice.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {
  private final MovableClock clock = new MovableClock();
  private final SqsService sqs =
      new SqsService(
          "us-east-1",
          "000000000000",
          URI.create("http://127.0.0.1:4566"),
          Optional.empty(),
          clock);
  private final Queue queue = sqs.createQueue(QueueSpec.defaults("work"));

  @AfterEach
  void close() {
    sqs.close();
  }

  @Test
  void is_found_by_arn_and_by_any_of_its_urls() {
    assertThat(queue.arn()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:work");
    assertThat(queue.url()).isEqualTo("http://127.0.0.1:4566/000000000000/work");
    assertThat(sqs.queueByArn(queue.arn())).containsSame(queue);
    assertThat(sqs.queueByUrl("http://localhost:4566/000000000000/work")).containsSame(queue);
    assertThat(sqs.queueByUrl("http://localhost:4566/000000000000/homework")).isEmpty();
  }

  @Test
  void a_received_message_is_hidden_until_its_visibility_runs_out() {
    queue.send("hello");
    ReceivedMessage first = one();
    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(queue.inFlight()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(30));

    assertThat(queue.visible()).isEqualTo(1);
    ReceivedMessage second = one();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    assertThat(second.attributes()).containsEntry("ApproximateReceiveCount", "2");
  }

  @Test
  void deleting_twice_is_no_error() {
    queue.send("hello");
    String handle = one().receiptHandle();
    assertThat(queue.delete(handle)).isTrue();
    assertThat(queue.delete(handle)).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
  }

  @Test
  void a_handle_of_another_queue_is_refused() {
    Queue other = sqs.createQueue(QueueSpec.defaults("other"));
    queue.send("hello");
    String handle = one().receiptHandle();
    assertThatThrownBy(() -> other.delete(handle))
        .isInstanceOfSatisfying(
            SqsException.class,
            e -> assertThat(e.error()).isEqualTo(SqsError.RECEIPT_HANDLE_IS_INVALID));
  }

  @Test
  void visibility_can_be_prolonged_and_given_up() {
    queue.send("hello");
    String handle = one().receiptHandle();
    queue.changeVisibility(handle, Duration.ofMinutes(10));
    clock.advance(Duration.ofMinutes(9));
    assertThat(queue.visible()).isZero();

    queue.changeVisibility(handle, Duration.ZERO);

    assertThat(queue.visible()).isEqualTo(1);
    assertThatThrownBy(() -> queue.changeVisibility(handle, Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            SqsException.class,
            e -> assertThat(e.error()).isEqualTo(SqsError.MESSAGE_NOT_IN_FLIGHT));
    assertThatThrownBy(() -> queue.changeVisibility(handle, Duration.ofHours(13)))
        .hasMessageContaining("between 0 and 43200");
  }

  @Test
  void an_old_receipt_does_not_prolong_another_consumers_hold() {
    queue.send("hello");
    String old = one().receiptHandle();
    clock.advance(Duration.ofSeconds(30));
    one();
    assertThatThrownBy(() -> queue.changeVisibility(old, Duration.ofMinutes(1)))
        .isInstanceOf(SqsException.class);
  }

  @Test
  void a_delayed_message_appears_when_the_delay_is_over() {
    Queue delayed =
        sqs.createQueue(
            new QueueSpec(
                "delayed",
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofDays(4),
                Duration.ZERO,
                1 << 20,
                Optional.empty(),
                Optional.empty()));
    delayed.send("hello");
    assertThat(delayed.delayed()).isEqualTo(1);
    assertThat(delayed.receive(1, Duration.ZERO)).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(delayed.receive(1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void a_message_is_forgotten_after_the_retention() {
    queue.send("hello");
    clock.advance(Duration.ofDays(4).minusSeconds(1));
    assertThat(queue.visible()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(queue.visible()).isZero();
    assertThat(queue.receive(1, Duration.ZERO)).isEmpty();
  }

  @Test
  void the_receive_after_the_last_allowed_one_moves_the_message_to_the_dead_letter_queue() {
    Queue dead = sqs.createQueue(QueueSpec.defaults("dead"));
    Queue source = sqs.createQueue(withRedrive("source", dead.arn(), 2));
    String id = source.send("poison");
    for (int i = 0; i < 2; i++) {
      assertThat(source.receive(1, Duration.ZERO)).hasSize(1);
      clock.advance(Duration.ofSeconds(30));
    }

    assertThat(source.receive(1, Duration.ZERO)).isEmpty();

    assertThat(source.visible()).isZero();
    ReceivedMessage letter = dead.receive(1, Duration.ZERO).getFirst();
    assertThat(letter.messageId()).isEqualTo(id);
    assertThat(letter.body()).isEqualTo("poison");
    assertThat(letter.attributes()).containsEntry("DeadLetterQueueSourceArn", source.arn());
  }

  @Test
  void without_its_dead_letter_queue_a_poisonous_message_stays() {
    Queue source =
        sqs.createQueue(withRedrive("source", "arn:aws:sqs:us-east-1:000000000000:gone", 1));
    source.send("poison");
    for (int i = 0; i < 3; i++) {
      assertThat(source.receive(1, Duration.ZERO)).hasSize(1);
      clock.advance(Duration.ofSeconds(30));
    }
  }

  @Test
  void a_waiting_receive_gets_a_message_the_moment_it_is_sent() throws Exception {
    CompletableFuture<List<ReceivedMessage>> waiting = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> waiting.complete(queue.receive(1, Duration.ofSeconds(20))));
    assertThat(waiting).isNotDone();
    queue.send("hello");
    assertThat(waiting.get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void closing_ends_a_waiting_receive() throws Exception {
    CompletableFuture<List<ReceivedMessage>> waiting = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> waiting.complete(queue.receive(1, Duration.ofSeconds(20))));
    sqs.close();
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void names_and_sizes_outside_sqs_limits_are_refused() {
    assertThatThrownBy(() -> QueueSpec.defaults("work.fifo")).isInstanceOf(SqsException.class);
    assertThatThrownBy(() -> QueueSpec.fifoDefaults("work"))
        .hasMessageContaining("must end with .fifo suffix");
    assertThatThrownBy(() -> QueueSpec.fifoDefaults("x".repeat(76) + ".fifo"))
        .hasMessageContaining("1 to 80 in length");
    assertThatThrownBy(() -> QueueSpec.defaults("two words")).isInstanceOf(SqsException.class);
    assertThatThrownBy(() -> new RedrivePolicy("arn", 0)).isInstanceOf(SqsException.class);
    assertThatThrownBy(() -> queue.send("x".repeat((1 << 20) + 1)))
        .hasMessageContaining("shorter than 1048576 bytes");
    assertThat(queue.send("x".repeat(1 << 20))).isNotEmpty();
    assertThatThrownBy(() -> queue.send("bell\u0007")).hasMessageContaining("Invalid characters");
  }

  private ReceivedMessage one() {
    List<ReceivedMessage> received = queue.receive(10, Duration.ZERO);
    assertThat(received).hasSize(1);
    return received.getFirst();
  }

  private static QueueSpec withRedrive(String name, String deadLetterArn, int maxReceives) {
    return new QueueSpec(
        name,
        Duration.ofSeconds(30),
        Duration.ZERO,
        Duration.ofDays(4),
        Duration.ZERO,
        1 << 20,
        Optional.of(new RedrivePolicy(deadLetterArn, maxReceives)),
        Optional.empty());
  }
}
