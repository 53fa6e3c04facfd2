package dev.sluice.local.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// What SQS refuses in a message (SQS API reference, SendMessage; developer guide, "Amazon SQS
/// message metadata").
final class MessageRules {
  private static final int MAX_ATTRIBUTES = 10;
  private static final Pattern ATTRIBUTE_NAME =
      Pattern.compile("(?!(?i:aws|amazon)\\.)(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  /// Letters, digits and punctuation.
  private static final Pattern MESSAGE_ID = Pattern.compile("[!-~]{1,128}");

  private static final Pattern DATA_TYPE = Pattern.compile("(String|Number|Binary)(\\..{1,249})?");

  private MessageRules() {}

  static void check(Message message, QueueSpec spec) {
    if (message.body().isEmpty()) {
      throw new SqsException(
          SqsError.MISSING_PARAMETER, "The request must contain the parameter MessageBody.");
    }
    requireCharacters(message.body());
    if (message.attributes().size() > MAX_ATTRIBUTES) {
      throw invalid(
          "Number of message attributes [%d] exceeds the allowed maximum [%d]."
              .formatted(message.attributes().size(), MAX_ATTRIBUTES));
    }
    message.attributes().forEach(MessageRules::checkAttribute);
    requireId(Fifo.GROUP_ID, message.system());
    requireId(Fifo.DEDUPLICATION_ID, message.system());
    String deduplicationId = message.system().get(Fifo.DEDUPLICATION_ID);
    if (deduplicationId != null && spec.fifo().isEmpty()) {
      throw invalid(
          "Value %s for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type."
              .formatted(deduplicationId));
    }
    if (message.size() > spec.maximumMessageBytes()) {
      throw invalid(
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(spec.maximumMessageBytes()));
    }
  }

  private static void requireId(String name, Map<String, String> parameters) {
    String value = parameters.get(name);
    if (value != null && !MESSAGE_ID.matcher(value).matches()) {
      throw invalid(
          "Value %s for parameter %s is invalid. Reason: %s can only include alphanumeric and punctuation characters. 1 to 128 in length."
              .formatted(value, name, name));
    }
  }

  static void requireVisibility(Duration visibility) {
    requireRange(
        "VisibilityTimeout", visibility.toSeconds(), 0, QueueSpec.MAX_VISIBILITY.toSeconds());
  }

  static void requireRange(String parameter, long value, long minimum, long maximum) {
    if (value < minimum || value > maximum) {
      throw invalid(
          "Value %d for parameter %s is invalid. Reason: Must be between %d and %d, if provided."
              .formatted(value, parameter, minimum, maximum));
    }
  }

  static SqsException invalid(String reason) {
    return new SqsException(SqsError.INVALID_PARAMETER_VALUE, reason);
  }

  private static void checkAttribute(String name, MessageAttribute attribute) {
    if (!ATTRIBUTE_NAME.matcher(name).matches()) {
      throw invalid(
          "Message (user) attribute name '%s' is invalid: 1 to 256 letters, digits, '_', '-' and '.', no '.' first, last or twice, and not AWS. or Amazon. first."
              .formatted(name));
    }
    if (!DATA_TYPE.matcher(attribute.dataType()).matches()) {
      throw invalid(
          "The type of message (user) attribute '%s' is invalid. You must use only the following supported type prefixes: Binary, Number, String."
              .formatted(name));
    }
    switch (attribute) {
      case MessageAttribute.Text text -> {
        requireValue(name, text.value());
        requireCharacters(text.value());
        if (text.dataType().startsWith("Number")) {
          requireNumber(name, text.value());
        }
      }
      case MessageAttribute.Binary binary -> {
        requireValue(name, binary.base64());
        requireBase64(name, binary);
      }
    }
  }

  private static void requireValue(String name, String value) {
    if (value.isEmpty()) {
      throw invalid(
          "Message (user) attribute '%s' must contain a non-empty value of its type."
              .formatted(name));
    }
  }

  private static void requireNumber(String name, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw invalid(
          "Can't cast the value of message (user) attribute '%s' to a number.".formatted(name));
    }
  }

  private static void requireBase64(String name, MessageAttribute.Binary binary) {
    try {
      byte[] _ = binary.bytes();
    } catch (IllegalArgumentException e) {
      throw invalid("Message (user) attribute '%s' is not base64.".formatted(name));
    }
  }

  private static void requireCharacters(String text) {
    if (!text.codePoints().allMatch(MessageRules::isCarried)) {
      throw new SqsException(
          SqsError.INVALID_MESSAGE_CONTENTS,
          "Invalid characters were found in the message: only #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD and #x10000 to #x10FFFF are allowed.");
    }
  }

  /// The characters of XML 1.0, which SQS keeps to in both protocols.
  private static boolean isCarried(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }

  /// Attributes whose name a receiver asked for: a name, `prefix.*`, `.*` or `All`.
  static boolean wanted(String name, Iterable<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.equals("All")
          || pattern.equals(name)
          || (pattern.endsWith(".*")
              && name.startsWith(pattern.substring(0, pattern.length() - 2)))) {
        return true;
      }
    }
    return false;
  }

  static int size(String body, Map<String, MessageAttribute> attributes) {
    return new Message("", body, java.time.Instant.EPOCH, attributes, Map.of()).size();
  }
}
