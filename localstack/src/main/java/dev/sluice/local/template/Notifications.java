package dev.sluice.local.template;

import dev.sluice.local.s3.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A bucket's notification configuration, as CloudFormation spells it in the bucket itself
/// ("AWS::S3::Bucket NotificationConfiguration") and as S3's API does ("NotificationConfiguration",
/// Amazon S3 API reference), which CDK's custom resource hands on.
record Notifications(List<Stack.Notification> ofTargets, boolean toEventBridge) {
  private enum Form {
    CLOUDFORMATION("LambdaConfigurations", "Queue", "Function", "S3Key", "Rules", "Event"),
    API(
        "LambdaFunctionConfigurations",
        "QueueArn",
        "LambdaFunctionArn",
        "Key",
        "FilterRules",
        "Events");

    private final String functions;
    private final String queue;
    private final String function;
    private final String filter;
    private final String rules;
    private final String events;

    Form(
        String functions,
        String queue,
        String function,
        String filter,
        String rules,
        String events) {
      this.functions = functions;
      this.queue = queue;
      this.function = function;
      this.filter = filter;
      this.rules = rules;
      this.events = events;
    }
  }

  /// @param logicalId of the resource, after which notifications without an id are named
  static Notifications ofBucket(String logicalId, PropertyReader configuration) {
    PropertyReader eventBridge = configuration.object("EventBridgeConfiguration");
    return new Notifications(
        targets(logicalId, configuration, Form.CLOUDFORMATION),
        eventBridge.isPresent() && eventBridge.flag("EventBridgeEnabled", true));
  }

  static Notifications ofApi(String logicalId, PropertyReader configuration) {
    return new Notifications(
        targets(logicalId, configuration, Form.API),
        configuration.object("EventBridgeConfiguration").isPresent());
  }

  private static List<Stack.Notification> targets(
      String logicalId, PropertyReader configuration, Form form) {
    List<Stack.Notification> notifications = new ArrayList<>();
    for (PropertyReader one : configuration.objects("QueueConfigurations")) {
      notifications.add(
          notification(logicalId + "-" + notifications.size(), one, form, form.queue));
    }
    for (PropertyReader one : configuration.objects(form.functions)) {
      notifications.add(
          notification(logicalId + "-" + notifications.size(), one, form, form.function));
    }
    if (ambiguous(notifications)) {
      configuration.refuse("QueueConfigurations", "are refused by S3: " + Notification.AMBIGUOUS);
    }
    return notifications;
  }

  private static boolean ambiguous(List<Stack.Notification> notifications) {
    for (int index = 0; index < notifications.size(); index++) {
      Notification one = s3(notifications.get(index));
      if (notifications.subList(0, index).stream().anyMatch(other -> one.overlaps(s3(other)))) {
        return true;
      }
    }
    return false;
  }

  private static Notification s3(Stack.Notification one) {
    return new Notification(one.id(), one.events(), one.prefix(), one.suffix(), one.targetArn());
  }

  private static Stack.Notification notification(
      String byDefault, PropertyReader notification, Form form, String target) {
    String prefix = "";
    String suffix = "";
    PropertyReader filter = notification.object("Filter").object(form.filter);
    for (PropertyReader rule : filter.objects(form.rules)) {
      String value = rule.text("Value");
      String name = rule.text("Name");
      if (name.equalsIgnoreCase("prefix")) {
        prefix = value;
      } else if (name.equalsIgnoreCase("suffix")) {
        suffix = value;
      } else {
        rule.refuse("Name", "has to be prefix or suffix, not " + name);
      }
    }
    return new Stack.Notification(
        switch (form) {
          case CLOUDFORMATION -> byDefault;
          case API -> notification.optionalText("Id").orElse(byDefault);
        },
        events(notification, form),
        prefix,
        suffix,
        notification.text(target));
  }

  private static Set<String> events(PropertyReader notification, Form form) {
    Set<String> events =
        switch (form) {
          case CLOUDFORMATION -> Set.of(notification.text(form.events));
          case API -> Set.copyOf(notification.texts(form.events));
        };
    if (events.isEmpty()) {
      notification.refuse(form.events, "is missing");
    }
    events.stream()
        .filter(event -> !event.isEmpty() && !Notification.knows(event))
        .forEach(event -> notification.refuse(form.events, "has no event " + event));
    return events;
  }
}
