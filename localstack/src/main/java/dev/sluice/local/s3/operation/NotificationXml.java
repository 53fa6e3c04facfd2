package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// A notification configuration as a document (Amazon S3 API reference,
/// "PutBucketNotificationConfiguration").
///
/// @param eventBridge whether every event goes to EventBridge
record NotificationXml(List<Notification> notifications, boolean eventBridge) {
  private static final String ROOT = "NotificationConfiguration";
  private static final String EVENT_BRIDGE = "EventBridgeConfiguration";
  private static final int LONGEST_ID = 255;

  private static final Pattern QUEUE = Pattern.compile("arn:aws:sqs:[^:]+:\\d{12}:[^:]+");
  private static final Pattern FUNCTION =
      Pattern.compile("arn:aws:lambda:[^:]+:\\d{12}:function:.+");

  NotificationXml {
    notifications = List.copyOf(notifications);
  }

  /// @throws dev.sluice.local.s3.wire.S3Exception in AWS's words
  static NotificationXml parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, ROOT);
    List<Notification> notifications = new ArrayList<>();
    boolean eventBridge = false;
    for (XmlElement child : root.children()) {
      switch (child.name()) {
        case "QueueConfiguration" -> notifications.add(notification(child, "Queue", QUEUE));
        case "CloudFunctionConfiguration" ->
            notifications.add(notification(child, "CloudFunction", FUNCTION));
        case "TopicConfiguration" ->
            throw S3Error.NOT_IMPLEMENTED.refused(
                "The local S3 does not have notifications to SNS topics");
        case EVENT_BRIDGE -> eventBridge = true;
        default -> throw S3Error.MALFORMED_XML.refused();
      }
    }
    check(notifications);
    return new NotificationXml(notifications, eventBridge);
  }

  Xml toXml() {
    return Xml.document(
        ROOT,
        xml -> {
          notifications.forEach(it -> write(xml, it));
          if (eventBridge) {
            xml.element(EVENT_BRIDGE, _ -> {});
          }
        });
  }

  private static void check(List<Notification> notifications) {
    Set<String> ids = new HashSet<>();
    for (Notification notification : notifications) {
      if (!ids.add(notification.id())) {
        throw S3Error.INVALID_ARGUMENT.refused(
            "Same ID used for multiple configurations. IDs must be unique");
      }
    }
    for (Notification one : notifications) {
      for (Notification other : notifications) {
        if (!one.id().equals(other.id()) && one.overlaps(other)) {
          throw S3Error.INVALID_ARGUMENT.refused(Notification.AMBIGUOUS);
        }
      }
    }
  }

  private static Notification notification(XmlElement element, String target, Pattern arns) {
    String id = element.text("Id").filter(it -> !it.isEmpty()).orElseGet(NotificationXml::newId);
    if (id.length() > LONGEST_ID) {
      throw S3Error.argument("Id", id, "Configuration Id is too long");
    }
    String arn = element.required(target);
    if (!arns.matcher(arn).matches()) {
      throw S3Error.argument(target, arn, "The ARN could not be parsed");
    }
    List<String> events = element.children("Event").stream().map(XmlElement::text).toList();
    if (events.isEmpty()) {
      throw S3Error.MALFORMED_XML.refused();
    }
    for (String event : events) {
      if (!Notification.knows(event)) {
        throw S3Error.argument("Event", event, "The event is not supported for notifications");
      }
    }
    return new Notification(
        id, Set.copyOf(events), rule(element, "prefix"), rule(element, "suffix"), arn);
  }

  /// The value of the filter rule with that name, or nothing.
  private static String rule(XmlElement element, String name) {
    List<XmlElement> rules =
        element.children("Filter").stream()
            .flatMap(filter -> filter.children("S3Key").stream())
            .flatMap(key -> key.children("FilterRule").stream())
            .toList();
    List<String> values = new ArrayList<>();
    for (XmlElement rule : rules) {
      String given = rule.required("Name");
      String known = given.toLowerCase(Locale.ROOT);
      if (!known.equals("prefix") && !known.equals("suffix")) {
        throw S3Error.argument(
            "FilterRule.Name", given, "filter rule name must be either prefix or suffix");
      }
      if (known.equals(name)) {
        values.add(rule.child("Value").map(XmlElement::exactText).orElse(""));
      }
    }
    if (values.size() > 1) {
      throw S3Error.INVALID_ARGUMENT.refused(
          "Cannot specify more than one %s rule in a filter.".formatted(name));
    }
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static void write(Xml xml, Notification notification) {
    boolean function = notification.isOfFunction();
    xml.element(
        function ? "CloudFunctionConfiguration" : "QueueConfiguration",
        it -> {
          it.text("Id", notification.id());
          it.text(function ? "CloudFunction" : "Queue", notification.targetArn());
          notification.events().stream().sorted().forEach(event -> it.text("Event", event));
          if (!notification.prefix().isEmpty() || !notification.suffix().isEmpty()) {
            it.element(
                "Filter",
                filter ->
                    filter.element(
                        "S3Key",
                        key -> {
                          writeRule(key, "Prefix", notification.prefix());
                          writeRule(key, "Suffix", notification.suffix());
                        }));
          }
        });
  }

  private static void writeRule(Xml xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.element("FilterRule", it -> it.text("Name", name).text("Value", value));
    }
  }
}
