package dev.sluice.local.events;

import dev.sluice.local.time.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Brings events to targets, and tries again what fails, with growing pauses ("Retrying event
/// delivery" and "Using dead-letter queues to process undelivered events", EventBridge user guide).
/// A missing permission is not tried again.
final class Deliveries {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// So that 185 attempts take a day.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(8);

  private final Timetable timetable;
  private final Sender sender;

  Deliveries(Timetable timetable, Sender sender) {
    this.timetable = timetable;
    this.sender = sender;
  }

  /// An event on its way.
  private record Pending(Rule rule, Rule.Target target, JsonNode event, Instant since) {}

  void begin(Rule rule, Rule.Target target, JsonNode event) {
    attempt(new Pending(rule, target, event, timetable.now()), 0, FIRST_PAUSE);
  }

  /// @param retries how often it was tried in vain
  private void attempt(Pending pending, int retries, Duration pause) {
    Rule rule = pending.rule();
    Rule.Target target = pending.target();
    Optional<Sender.Failure> failure =
        sender.send(
            rule.arn(),
            target.arn(),
            target.input().of(pending.event(), rule, pending.since()),
            Map.of(),
            target.messageGroupId());
    if (failure.isEmpty()) {
      return;
    }
    Rule.RetryPolicy policy = target.retries();
    Instant next = timetable.now().plus(pause);
    if (failure.get().permanent()) {
      giveUp(pending, failure.get(), retries, Optional.empty());
    } else if (retries >= policy.maximumAttempts()) {
      giveUp(pending, failure.get(), retries, Optional.of("MaximumRetryAttempts"));
    } else if (next.isAfter(pending.since().plus(policy.maximumAge()))) {
      giveUp(pending, failure.get(), retries, Optional.of("MaximumEventAgeInSeconds"));
    } else {
      Duration doubled = pause.multipliedBy(2);
      timetable.at(
          next,
          () ->
              attempt(
                  pending,
                  retries + 1,
                  doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE));
    }
  }

  /// A dead letter that its queue does not take is lost, as on AWS.
  private void giveUp(
      Pending pending, Sender.Failure failure, int retries, Optional<String> exhausted) {
    if (pending.target().deadLetters().isEmpty()) {
      return;
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("RULE_ARN", pending.rule().arn());
    attributes.put("TARGET_ARN", pending.target().arn());
    attributes.put("ERROR_CODE", failure.code());
    attributes.put("ERROR_MESSAGE", failure.message());
    attributes.put("RETRY_ATTEMPTS", Integer.toString(retries));
    exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
    var _ =
        sender.send(
            pending.rule().arn(),
            pending.target().deadLetters().get(),
            pending.event().toString(),
            attributes,
            Optional.empty());
  }
}
