package dev.sluice.local.events;

import dev.sluice.local.time.Timetable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The buses of a stack: hands events to the targets of the rules that match, and runs schedules.
/// An event to a bus that is not there is taken and goes nowhere, as on AWS.
public final class EventBuses {
  /// The bus that every account has.
  public static final String DEFAULT = "default";

  private final List<Rule> rules;
  private final String account;
  private final String region;
  private final Timetable timetable;
  private final Supplier<UUID> ids;
  private final Deliveries deliveries;

  /// @param rules those that are enabled
  public EventBuses(
      List<Rule> rules,
      String account,
      String region,
      Timetable timetable,
      Supplier<UUID> ids,
      Sender sender) {
    this.rules = List.copyOf(rules);
    this.account = account;
    this.region = region;
    this.timetable = timetable;
    this.ids = ids;
    this.deliveries = new Deliveries(timetable, sender);
  }

  /// A bus may be named by its ARN.
  public static String name(String nameOrArn) {
    return nameOrArn.replaceFirst("^arn:.*:event-bus/", "");
  }

  /// The bus that an entry of a request names.
  static String nameOf(JsonNode entry) {
    return name(entry.path("EventBusName").asString(DEFAULT));
  }

  /// Begins with the schedules.
  public void start() {
    rules.forEach(rule -> rule.schedule().ifPresent(schedule -> plan(rule, schedule)));
  }

  /// Hands an event to whoever wants it; each queue has it when this returns.
  ///
  /// @param bus its name
  public void put(String bus, JsonNode event) {
    for (Rule rule : rules) {
      if (rule.bus().equals(bus)
          && rule.pattern().filter(pattern -> pattern.matches(event)).isPresent()) {
        deliver(rule, event);
      }
    }
  }

  /// An event's outer form ("Event structure reference", EventBridge user guide).
  ObjectNode envelope(String source, String detailType, Instant time) {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("version", "0");
    event.put("id", ids.get().toString());
    event.put("detail-type", detailType);
    event.put("source", source);
    event.put("account", account);
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    return event;
  }

  Instant now() {
    return timetable.now();
  }

  /// Once a test's clock has jumped over several times, the rule runs once: a month ahead would
  /// else be 43,200 invocations of what runs each minute.
  private void plan(Rule rule, Schedule schedule) {
    schedule
        .after(timetable.now())
        .ifPresent(
            next ->
                timetable.at(
                    next,
                    () -> {
                      plan(rule, schedule);
                      ObjectNode event = envelope("aws.events", "Scheduled Event", next);
                      event.putArray("resources").add(rule.arn());
                      event.putObject("detail");
                      deliver(rule, event);
                    }));
  }

  private void deliver(Rule rule, JsonNode event) {
    rule.targets().forEach(target -> deliveries.begin(rule, target, event));
  }
}
