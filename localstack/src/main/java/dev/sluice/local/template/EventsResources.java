package dev.sluice.local.template;

import dev.sluice.local.events.EventBuses;
import dev.sluice.local.events.EventPattern;
import dev.sluice.local.events.Rule;
import dev.sluice.local.events.Schedule;
import dev.sluice.local.events.TargetInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Event buses and rules.
final class EventsResources {
  // "Amazon EventBridge quotas", and PutTargets in the API reference.
  private static final int MOST_TARGETS = 5;
  private static final int MOST_VARIABLES = 100;
  private static final int MOST_RETRIES = 185;
  private static final int LEAST_AGE_SECONDS = 60;
  private static final int MOST_AGE_SECONDS = 86_400;

  private EventsResources() {}

  static void bus(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.text("Name");
    parts.buses.add(new Stack.EventBus(logicalId, identity.ref()));
  }

  static void rule(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    Optional<EventPattern> pattern = Optional.empty();
    Optional<Schedule> schedule = Optional.empty();
    try {
      if (properties.has("EventPattern")) {
        pattern = Optional.of(EventPattern.parse(properties.raw("EventPattern")));
      }
    } catch (IllegalArgumentException wrong) {
      properties.refuse("EventPattern", "is refused: " + wrong.getMessage());
    }
    try {
      schedule = properties.optionalText("ScheduleExpression").map(Schedule::parse);
    } catch (IllegalArgumentException wrong) {
      properties.refuse("ScheduleExpression", "is refused: " + wrong.getMessage());
    }
    var _ = properties.optionalText("Name");
    String bus =
        EventBuses.name(properties.optionalText("EventBusName").orElse(EventBuses.DEFAULT));
    if (!properties.has("EventPattern") && !properties.has("ScheduleExpression")) {
      properties.refuse("EventPattern", "or ScheduleExpression is needed");
    }
    if (schedule.isPresent() && !bus.equals(EventBuses.DEFAULT)) {
      properties.refuse("ScheduleExpression", "is supported only on the default event bus");
    }
    String state = properties.optionalText("State").orElse("ENABLED");
    if (!List.of("ENABLED", "DISABLED").contains(state)) {
      properties.refuse("State", "has to be ENABLED or DISABLED, not " + state);
    }
    List<Rule.Target> targets = targets(properties);
    parts.rules.add(
        new Stack.EventRule(
            logicalId,
            new Rule(name(identity), arn(identity), bus, pattern, schedule, targets),
            state.equals("ENABLED")));
  }

  /// References by ARN or name, which have to lead to something in the same template.
  static void check(StackParts parts, Problems problems) {
    for (Stack.EventRule rule : parts.rules) {
      String where = rule.logicalId() + " (AWS::Events::Rule)";
      boolean knownBus =
          rule.rule().bus().equals(EventBuses.DEFAULT)
              || parts.buses.stream().anyMatch(bus -> bus.name().equals(rule.rule().bus()));
      if (!knownBus) {
        problems.add(where, "EventBusName names no bus of this template: " + rule.rule().bus());
      }
      for (Rule.Target target : rule.rule().targets()) {
        if (!isQueue(parts, target.arn()) && !isFunction(parts, target.arn())) {
          problems.add(
              where, "Targets names no queue or function of this template: " + target.arn());
        }
        if (target.deadLetters().filter(arn -> !isQueue(parts, arn)).isPresent()) {
          problems.add(
              where,
              "DeadLetterConfig names no queue of this template: " + target.deadLetters().get());
        }
      }
    }
  }

  private static boolean isQueue(StackParts parts, String arn) {
    return parts.queues.stream().anyMatch(queue -> queue.arn().equals(arn));
  }

  /// An alias or a version stands for the function.
  private static boolean isFunction(StackParts parts, String arn) {
    return parts.functions.stream()
        .anyMatch(function -> arn.equals(function.arn()) || arn.startsWith(function.arn() + ":"));
  }

  private static List<Rule.Target> targets(PropertyReader properties) {
    List<Rule.Target> targets = new ArrayList<>();
    for (PropertyReader target : properties.objects("Targets")) {
      var _ = target.text("Id");
      PropertyReader transformer = target.object("InputTransformer");
      Map<String, String> paths = transformer.map("InputPathsMap");
      if (paths.size() > MOST_VARIABLES) {
        transformer.refuse("InputPathsMap", "can have " + MOST_VARIABLES + " entries at most");
      }
      Optional<String> template =
          transformer.isPresent()
              ? Optional.of(transformer.text("InputTemplate"))
              : Optional.empty();
      String arn = target.text("Arn");
      Rule.RetryPolicy retries = retries(target.object("RetryPolicy"));
      Optional<String> deadLetters = target.object("DeadLetterConfig").optionalText("Arn");
      Optional<String> groupId = target.object("SqsParameters").optionalText("MessageGroupId");
      try {
        TargetInput input =
            Rule.input(
                target.optionalText("Input"), target.optionalText("InputPath"), paths, template);
        targets.add(new Rule.Target(arn, input, groupId, retries, deadLetters));
      } catch (IllegalArgumentException wrong) {
        target.refuse("Input", "is refused: " + wrong.getMessage());
      }
    }
    if (targets.size() > MOST_TARGETS) {
      properties.refuse("Targets", "can be " + MOST_TARGETS + " at most");
    }
    return targets;
  }

  private static Rule.RetryPolicy retries(PropertyReader policy) {
    Rule.RetryPolicy byDefault = Rule.RetryPolicy.DEFAULT;
    return new Rule.RetryPolicy(
        policy.integer("MaximumRetryAttempts", byDefault.maximumAttempts(), 0, MOST_RETRIES),
        Duration.ofSeconds(
            policy.integer(
                "MaximumEventAgeInSeconds",
                (int) byDefault.maximumAge().toSeconds(),
                LEAST_AGE_SECONDS,
                MOST_AGE_SECONDS)));
  }

  private static String name(Identity identity) {
    return identity.ref().substring(identity.ref().indexOf('|') + 1);
  }

  private static String arn(Identity identity) {
    return identity.attributes().getOrDefault("Arn", "");
  }
}
