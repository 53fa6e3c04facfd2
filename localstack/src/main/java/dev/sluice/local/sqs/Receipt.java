package dev.sluice.local.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What a receipt handle says: it needs no table of its own, and a handle from before a restart
/// still deletes its message.
record Receipt(String queue, String messageId, int receiveCount) {
  private static final String SEPARATOR = "/";

  String handle() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            String.join(SEPARATOR, queue, messageId, Integer.toString(receiveCount))
                .getBytes(StandardCharsets.UTF_8));
  }

  static SqsException expired(String handle) {
    return MessageRules.invalid(
        "Value %s for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired."
            .formatted(handle));
  }

  static Receipt parse(String handle, String queue) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(handle), StandardCharsets.UTF_8);
      List<String> fields = List.of(text.split(SEPARATOR, -1));
      if (fields.size() == 3 && fields.get(0).equals(queue)) {
        return new Receipt(queue, fields.get(1), Integer.parseInt(fields.get(2)));
      }
    } catch (IllegalArgumentException notOurs) {
      // Neither base64 nor a number: the same answer as for another queue's handle.
    }
    throw new SqsException(
        SqsError.RECEIPT_HANDLE_IS_INVALID,
        "The input receipt handle \"%s\" is not a valid receipt handle.".formatted(handle));
  }
}
