package dev.sluice.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which call a fault happens to.
class FaultsTest {
  private static final Fault DROP = new Fault.Drop();
  private static final Fault LOSE = new Fault.Lose();
  private static final FaultRule.Call SEND =
      new FaultRule.Call("sqs", "SendMessage", "arn:aws:iam::0:role/app-Role-X", "orders");

  private final Faults faults = new Faults();

  @Test
  void some_calls_are_let_through_and_then_so_many_go_wrong() {
    faults.add(new FaultRule("sqs", "SendMessage", "*", "*", 1, 2, DROP));

    assertThat(faults.next(SEND)).isEmpty();
    assertThat(faults.pending()).extracting(Faults.Pending::left).containsExactly(2);
    assertThat(faults.next(SEND)).contains(DROP);
    assertThat(faults.pending()).extracting(Faults.Pending::left).containsExactly(1);
    assertThat(faults.next(SEND)).contains(DROP);
    assertThat(faults.pending()).isEmpty();
    assertThat(faults.next(SEND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sqs, SendMessage, *, *, true",
    "*, *, *:role/app-*, *, true",
    "sqs, Send*, *Role*, ord*s, true",
    "s3, SendMessage, *, *, false",
    "sqs, Send, *, *, false",
    "sqs, *, user, *, false",
    "sqs, *, *, order, false",
    "sqs, *, *, order., false",
  })
  void a_rule_says_of_which_calls(
      String service, String operation, String principal, String resource, boolean fits) {
    faults.add(new FaultRule(service, operation, principal, resource, 0, 1, DROP));

    assertThat(faults.next(SEND)).isEqualTo(fits ? Optional.of(DROP) : Optional.empty());
  }

  @Test
  void the_oldest_that_fits_comes_first_and_all_can_be_taken_back() {
    faults.add(FaultRule.next("sqs", "SendMessage", DROP));
    faults.add(FaultRule.next("*", "*", LOSE));
    faults.add(FaultRule.next("*", "*", DROP));

    assertThat(faults.next(SEND)).contains(DROP);
    assertThat(faults.next(SEND)).contains(LOSE);
    faults.clear();
    assertThat(faults.next(SEND)).isEmpty();
  }

  @Test
  void a_call_waits_for_another_of_its_kind_and_no_longer_than_it_may() throws Exception {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> faults.awaitAnother(SEND, Duration.ofMinutes(5)));
    faults.finished(new FaultRule.Call("sqs", "ReceiveMessage", "user", "orders"));
    while (!waiting.isDone()) {
      // It may not have begun to wait when the first of them is finished.
      faults.finished(new FaultRule.Call("sqs", "SendMessage", "user", "others"));
      Thread.sleep(1);
    }
    waiting.get(10, TimeUnit.SECONDS);

    faults.awaitAnother(SEND, Duration.ofMillis(10));
  }

  @Test
  void counts_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new FaultRule("*", "*", "*", "*", 0, 0, DROP))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FaultRule("*", "*", "*", "*", -1, 1, DROP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
