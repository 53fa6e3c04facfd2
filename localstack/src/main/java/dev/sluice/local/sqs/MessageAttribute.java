package dev.sluice.local.sqs;

import java.util.Base64;

/// One attribute that a sender gave a message (SQS developer guide, "Amazon SQS message metadata").
public sealed interface MessageAttribute {
  /// `String`, `Number` or `Binary`, with a custom label after a dot if the sender gave one.
  String dataType();

  /// The data type `String` or `Number`.
  record Text(String dataType, String value) implements MessageAttribute {}

  /// The data type `Binary`; the value stays in base64, as it travels.
  record Binary(String dataType, String base64) implements MessageAttribute {
    byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }
  }
}
