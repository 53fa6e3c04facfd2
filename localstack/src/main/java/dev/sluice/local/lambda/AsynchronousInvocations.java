package dev.sluice.local.lambda;

import dev.sluice.local.lambda.InvocationResult.Failed;
import dev.sluice.local.lambda.InvocationResult.Refused;
import dev.sluice.local.lambda.InvocationResult.Succeeded;
import dev.sluice.local.lambda.InvocationResult.Throttled;
import dev.sluice.local.time.Timetable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events whose sender does not wait ("How Lambda handles errors and retries with asynchronous
/// invocation" and "Capturing records of Lambda asynchronous invocations", Lambda developer guide):
/// a failing function is tried again after one minute and after two, a busy one with growing pauses
/// for as long as the event may get old.
final class AsynchronousInvocations {
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration LATER_RETRIES = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final LambdaFunction function;
  private final AsynchronousConfiguration configuration;
  private final Timetable timetable;
  private final Destinations destinations;

  /// One event and how far it is.
  ///
  /// @param attempts how often the function has failed on it
  @SuppressWarnings("ArrayRecordComponent") // events are never compared
  private record Pending(
      String requestId, byte[] event, Instant since, int attempts, Duration pause) {
    Pending failedAgain() {
      return new Pending(requestId, event, since, attempts + 1, pause);
    }

    Pending withLongerPause() {
      Duration doubled = pause.multipliedBy(2);
      return new Pending(
          requestId,
          event,
          since,
          attempts,
          doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }
  }

  AsynchronousInvocations(LambdaFunction function, Timetable timetable, Destinations destinations) {
    this.function = function;
    this.configuration = function.configuration().asynchronous();
    this.timetable = timetable;
    this.destinations = destinations;
  }

  void accept(String requestId, byte[] event) {
    Pending pending = new Pending(requestId, event, timetable.now(), 0, FIRST_PAUSE);
    Thread.ofVirtual()
        .name("event for " + function.configuration().name())
        .start(() -> attempt(pending));
  }

  private void attempt(Pending pending) {
    switch (function.invoke(pending.requestId(), pending.event())) {
      case Succeeded(String payload) ->
          configuration
              .onSuccess()
              .ifPresent(arn -> tell(arn, pending, "Success", pending.attempts() + 1, payload, ""));
      case Failed(String type, String message, String payload) -> {
        Pending failed = pending.failedAgain();
        if (failed.attempts() > configuration.retries()) {
          giveUp(failed, "RetriesExhausted", payload, "200", message);
        } else {
          Duration wait = failed.attempts() == 1 ? FIRST_RETRY : LATER_RETRIES;
          again(failed, wait, payload, "200", message);
        }
      }
      case Throttled() ->
          again(pending.withLongerPause(), pending.pause(), "", "429", "Rate Exceeded.");
      case Refused(String reason) -> giveUp(pending, "RetriesExhausted", "", "413", reason);
    }
  }

  private void again(Pending pending, Duration wait, String payload, String code, String message) {
    Instant next = timetable.now().plus(wait);
    if (next.isAfter(pending.since().plus(configuration.maximumAge()))) {
      giveUp(pending, "EventAgeExceeded", payload, code, message);
    } else {
      timetable.at(next, () -> attempt(pending));
    }
  }

  private void giveUp(
      Pending pending, String condition, String payload, String code, String message) {
    configuration
        .onFailure()
        .ifPresent(arn -> tell(arn, pending, condition, pending.attempts(), payload, "Unhandled"));
    configuration
        .deadLetters()
        .ifPresent(
            arn ->
                send(
                    arn,
                    new String(pending.event(), StandardCharsets.UTF_8),
                    Map.of(
                        "RequestID",
                        pending.requestId(),
                        "ErrorCode",
                        code,
                        "ErrorMessage",
                        message)));
  }

  private void tell(
      String arn, Pending pending, String condition, int count, String payload, String error) {
    ObjectNode told = JsonMapper.shared().createObjectNode();
    told.put("version", "1.0");
    told.put("timestamp", timetable.now().toString());
    ObjectNode request = told.putObject("requestContext");
    request.put("requestId", pending.requestId());
    request.put("functionArn", function.configuration().arn() + ":$LATEST");
    request.put("condition", condition);
    request.put("approximateInvokeCount", count);
    told.set("requestPayload", json(new String(pending.event(), StandardCharsets.UTF_8)));
    if (!payload.isEmpty()) {
      ObjectNode response = told.putObject("responseContext");
      response.put("statusCode", 200);
      response.put("executedVersion", "$LATEST");
      Optional.of(error)
          .filter(name -> !name.isEmpty())
          .ifPresent(name -> response.put("functionError", name));
      told.set("responsePayload", json(payload));
    }
    send(arn, told.toString(), Map.of());
  }

  private void send(String arn, String body, Map<String, String> attributes) {
    try {
      destinations.send(arn, body, attributes);
    } catch (RuntimeException refused) {
      function.note("a record for " + arn + " is lost: " + refused);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException noJson) {
      return JsonMapper.shared().getNodeFactory().stringNode(text);
    }
  }
}
