package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.fault.Fault;
import dev.sluice.local.fault.FaultRule;
import dev.sluice.local.fault.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Faults over HTTP: POST asks for one, GET tells which are left, DELETE takes them all back.
///
/// ```json
/// {"service": "sqs", "operation": "SendMessage", "principal": "*Role*", "skip": 2, "count": 1,
///  "fault": "fail", "status": 500, "code": "InternalError"}
/// ```
///
/// What is not given fits every call; one call, if no count is given. The kinds and their fields
/// are in `localstack/README.md`.
public final class FaultsPage implements HttpHandler {
  private static final List<String> OF_ALL =
      List.of("service", "operation", "principal", "resource", "skip", "count", "fault");

  private static final Map<String, List<String>> OF_KIND =
      Map.of(
          "delay", List.of("for"),
          "fail", List.of("status", "code", "message"),
          "reorder", List.of("atMost"));

  private static final List<String> SERVICES = List.of("dynamodb", "events", "lambda", "s3", "sqs");

  private static final int MAX_BYTES = 64 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Faults faults;

  public FaultsPage(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> JsonAnswer.send(exchange, 200, json());
      case "POST" -> add(exchange);
      case "DELETE" -> {
        faults.clear();
        exchange.sendResponseHeaders(204, -1);
      }
      default -> JsonAnswer.wrongMethod(exchange, "GET, POST, DELETE");
    }
  }

  private void add(HttpExchange exchange) throws IOException {
    if (!JsonAnswer.isJson(exchange)) {
      return;
    }
    try {
      faults.add(rule(JsonAnswer.body(exchange, MAX_BYTES)));
      exchange.sendResponseHeaders(204, -1);
    } catch (IllegalArgumentException refused) {
      JsonAnswer.badRequest(exchange, String.valueOf(refused.getMessage()));
    }
  }

  private static FaultRule rule(JsonNode json) {
    // Of what is no object, it says so.
    JsonAnswer.requireOnly(json, fields(json.path("fault").asString("")));
    String service = JsonAnswer.text(json, "service", "*");
    if (!service.contains("*") && !SERVICES.contains(service)) {
      throw new IllegalArgumentException(
          "There is no service %s: it is one of %s"
              .formatted(service, String.join(", ", SERVICES)));
    }
    return new FaultRule(
        service,
        JsonAnswer.text(json, "operation", "*"),
        JsonAnswer.text(json, "principal", "*"),
        JsonAnswer.text(json, "resource", "*"),
        JsonAnswer.integer(json, "skip", 0),
        JsonAnswer.integer(json, "count", 1),
        fault(json));
  }

  private static List<String> fields(String kind) {
    List<String> fields = new ArrayList<>(OF_ALL);
    fields.addAll(OF_KIND.getOrDefault(kind, List.of()));
    return fields;
  }

  private static Fault fault(JsonNode json) {
    String kind = json.path("fault").asString("");
    return switch (kind) {
      case "delay" -> new Fault.Delay(JsonAnswer.duration(json, "for"));
      case "fail" ->
          new Fault.Fail(
              JsonAnswer.integer(json, "status", 500),
              JsonAnswer.text(json, "code", "InternalError"),
              JsonAnswer.text(json, "message", "It was made to fail."));
      case "drop" -> new Fault.Drop();
      case "lose" -> new Fault.Lose();
      case "duplicate" -> new Fault.Duplicate();
      case "reorder" ->
          new Fault.Reorder(
              json.has("atMost") ? JsonAnswer.duration(json, "atMost") : LONGEST_WAIT);
      default ->
          throw new IllegalArgumentException(
              "There is no fault %s: it is one of delay, fail, drop, lose, duplicate, reorder"
                  .formatted(kind.isEmpty() ? "without a kind" : kind));
    };
  }

  private ArrayNode json() {
    ArrayNode json = JsonMapper.shared().createArrayNode();
    for (Faults.Pending pending : faults.pending()) {
      FaultRule rule = pending.rule();
      ObjectNode one =
          json.addObject()
              .put("service", rule.service())
              .put("operation", rule.operation())
              .put("principal", rule.principal())
              .put("resource", rule.resource())
              .put("skip", rule.skip())
              .put("count", rule.count())
              .put("left", pending.left());
      switch (rule.fault()) {
        case Fault.Delay(var duration) -> one.put("fault", "delay").put("for", duration.toString());
        case Fault.Fail(var status, var code, var message) ->
            one.put("fault", "fail")
                .put("status", status)
                .put("code", code)
                .put("message", message);
        case Fault.Drop _ -> one.put("fault", "drop");
        case Fault.Lose _ -> one.put("fault", "lose");
        case Fault.Duplicate _ -> one.put("fault", "duplicate");
        case Fault.Reorder(var atMost) ->
            one.put("fault", "reorder").put("atMost", atMost.toString());
      }
    }
    return json;
  }
}
