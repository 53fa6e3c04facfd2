package dev.sluice.local.sqs;

/// The errors SQS answers with, by both of their names: the shape in the JSON protocol and the code
/// in the query protocol (SQS API reference, "Common Errors" and each action's own list).
public enum SqsError {
  QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
  QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists"),
  RECEIPT_HANDLE_IS_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid"),
  MESSAGE_NOT_IN_FLIGHT("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight"),
  INVALID_MESSAGE_CONTENTS("InvalidMessageContents", "InvalidMessageContents"),
  INVALID_ATTRIBUTE_NAME("InvalidAttributeName", "InvalidAttributeName"),
  INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", "InvalidAttributeValue"),
  TOO_MANY_ENTRIES(
      "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"),
  EMPTY_BATCH("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"),
  IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"),
  BATCH_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"),
  INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"),
  UNSUPPORTED_OPERATION("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"),
  UNKNOWN_OPERATION("UnknownOperationException", "InvalidAction"),
  INVALID_PARAMETER_VALUE("InvalidParameterValueException", "InvalidParameterValue"),
  MISSING_PARAMETER("MissingRequiredParameterException", "MissingParameter"),
  INTERNAL("InternalError", "InternalError");

  private final String shape;
  private final String queryCode;

  SqsError(String shape, String queryCode) {
    this.shape = shape;
    this.queryCode = queryCode;
  }

  /// The value of `__type`. Errors that every AWS service has live in another namespace.
  String type() {
    return switch (this) {
      case UNKNOWN_OPERATION, INVALID_PARAMETER_VALUE, MISSING_PARAMETER, INTERNAL ->
          "com.amazon.coral.service#" + shape;
      case QUEUE_DOES_NOT_EXIST,
          QUEUE_NAME_EXISTS,
          RECEIPT_HANDLE_IS_INVALID,
          MESSAGE_NOT_IN_FLIGHT,
          INVALID_MESSAGE_CONTENTS,
          INVALID_ATTRIBUTE_NAME,
          INVALID_ATTRIBUTE_VALUE,
          TOO_MANY_ENTRIES,
          EMPTY_BATCH,
          IDS_NOT_DISTINCT,
          BATCH_TOO_LONG,
          INVALID_BATCH_ENTRY_ID,
          UNSUPPORTED_OPERATION ->
          "com.amazonaws.sqs#" + shape;
    };
  }

  String queryCode() {
    return queryCode;
  }

  boolean senderFault() {
    return this != INTERNAL;
  }

  int status() {
    return senderFault() ? 400 : 500;
  }
}
