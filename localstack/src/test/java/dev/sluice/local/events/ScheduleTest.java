package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)              | 2026-01-01T00:00:30Z | 2026-01-01T00:01:30Z
          rate(5 minutes)             | 2026-01-01T00:00:00Z | 2026-01-01T00:05:00Z
          rate(2 days)                | 2026-01-01T00:00:00Z | 2026-01-03T00:00:00Z
          cron(15 10 * * ? *)         | 2026-01-01T10:15:00Z | 2026-01-02T10:15:00Z
          cron(0/10 * * * ? *)        | 2026-01-01T00:51:00Z | 2026-01-01T01:00:00Z
          cron(0 18 ? * MON-FRI *)    | 2026-01-02T18:00:00Z | 2026-01-05T18:00:00Z
          cron(0 8 1 * ? *)           | 2026-01-01T08:00:01Z | 2026-02-01T08:00:00Z
          cron(0 0 L * ? *)           | 2026-02-01T00:00:00Z | 2026-02-28T00:00:00Z
          cron(0 0 15W * ? *)         | 2026-02-01T00:00:00Z | 2026-02-16T00:00:00Z
          cron(0 0 1W * ? *)          | 2026-07-31T12:00:00Z | 2026-08-03T00:00:00Z
          cron(0 0 31W * ? *)         | 2026-05-01T00:00:00Z | 2026-05-29T00:00:00Z
          cron(0 0 ? * 6L *)          | 2026-01-01T00:00:00Z | 2026-01-30T00:00:00Z
          cron(0 0 ? * L *)           | 2026-01-01T00:00:00Z | 2026-01-03T00:00:00Z
          cron(0 0 ? * TUE#3 *)       | 2026-01-01T00:00:00Z | 2026-01-20T00:00:00Z
          cron(0 0 ? * 1 *)           | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z
          cron(30 6,18 29 FEB ? *)    | 2026-01-01T00:00:00Z | 2028-02-29T06:30:00Z
          cron(0 0 1 JAN ? 2030-2031) | 2026-01-01T00:00:00Z | 2030-01-01T00:00:00Z
          """)
  void theNextTimeIsAsDocumented(String expression, Instant now, Instant next) {
    assertThat(Schedule.parse(expression).after(now)).hasValue(next);
  }

  @Test
  void whatIsOverRunsNeverAgain() {
    assertThat(Schedule.parse("cron(0 0 1 1 ? 2020)").after(Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 minutes)",
        "rate(2 minute)",
        "rate(0 minutes)",
        "rate(1 second)",
        "every day",
        "cron(0 0 * * * *)",
        "cron(0 0 ? * ? *)",
        "cron(60 0 * * ? *)",
        "cron(0 0 * * ?)",
        "cron(5-1 0 * * ? *)",
        "cron(0 0 ? * XYZ *)"
      })
  void whatEventBridgeWouldNotTakeIsRefused(String expression) {
    assertThatThrownBy(() -> Schedule.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Parameter ScheduleExpression is not valid");
  }
}
