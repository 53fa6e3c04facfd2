package dev.sluice.local.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a rule runs ("Creating a rule that runs on a schedule in Amazon EventBridge", EventBridge
/// user guide).
public sealed interface Schedule {

  /// The next time, if there is one.
  Optional<Instant> after(Instant time);

  /// Every so often, from the rule's creation on.
  record Rate(Duration period) implements Schedule {
    @Override
    public Optional<Instant> after(Instant time) {
      return Optional.of(time.plus(period));
    }
  }

  /// At times of the calendar, in UTC.
  record Cron(CronExpression expression) implements Schedule {
    @Override
    public Optional<Instant> after(Instant time) {
      return expression.after(time);
    }
  }

  /// Reads `rate(…)` or `cron(…)`.
  ///
  /// @throws IllegalArgumentException if EventBridge would not take it
  static Schedule parse(String text) {
    Matcher rate = Pattern.compile("rate\\(([1-9]\\d*) (minute|hour|day)(s?)\\)").matcher(text);
    if (rate.matches()) {
      long count = Long.parseLong(rate.group(1));
      // "For a value of 1, the unit must be singular."
      if ((count == 1) == rate.group(3).isEmpty()) {
        return new Rate(
            switch (rate.group(2)) {
              case "minute" -> Duration.ofMinutes(count);
              case "hour" -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            });
      }
    } else if (text.startsWith("cron(") && text.endsWith(")")) {
      return new Cron(CronExpression.parse(text.substring("cron(".length(), text.length() - 1)));
    }
    throw new IllegalArgumentException("Parameter ScheduleExpression is not valid. " + text);
  }
}
