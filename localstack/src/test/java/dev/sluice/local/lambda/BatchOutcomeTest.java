package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.lambda.InvocationResult.Failed;
import dev.sluice.local.lambda.InvocationResult.Succeeded;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOutcomeTest {
  private static final List<MessageSource.Message> BATCH =
      Stream.of("a", "b", "c")
          .map(id -> new MessageSource.Message(id, "receipt-" + id, "", "", Map.of(), Map.of()))
          .toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"batchItemFailures":[{"itemIdentifier":"b"}]}                        | a c
          {"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]} | c
          {"batchItemFailures":[]}                                              | a b c
          {"batchItemFailures":null}                                            | a b c
          {}                                                                    | a b c
          null                                                                  | a b c
          ``                                                                    | a b c
          {"batchItemFailures":[{"itemIdentifier":""}]}                         | ``
          {"batchItemFailures":[{"itemIdentifier":null}]}                       | ``
          {"batchItemFailures":[{"id":"a"}]}                                    | ``
          {"batchItemFailures":[{"itemIdentifier":"z"}]}                        | ``
          {"batchItemFailures":"a"}                                             | ``
          {"batchItemFailures":{"itemIdentifier":"b"}}                          | ``
          no json                                                               | ``
          """)
  void partialFailuresFollowLambdasRules(String response, String done) {
    assertThat(ids(BatchOutcome.done(BATCH, new Succeeded(response), true))).isEqualTo(done);
  }

  @Test
  void withoutReportingEveryMessageIsDoneOnceTheFunctionReturns() {
    String response = "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}";

    assertThat(ids(BatchOutcome.done(BATCH, new Succeeded(response), false))).isEqualTo("a b c");
  }

  @Test
  void aFailedInvocationDoesNothing() {
    assertThat(BatchOutcome.done(BATCH, new Failed("E", "m", "{}"), true)).isEmpty();
  }

  private static String ids(List<MessageSource.Message> messages) {
    return String.join(" ", messages.stream().map(MessageSource.Message::messageId).toList());
  }
}
