package dev.sluice.local.access;

import java.util.Map;

/// The actions of SQS's and DynamoDB's operations: the table in which both differ. All others have
/// the same name. S3's operations name their own.
///
/// Sources: Service Authorization Reference, "Actions, resources, and condition keys" for Amazon
/// SQS and Amazon DynamoDB; DynamoDB developer guide, "Using IAM with DynamoDB transactions".
final class Actions {
  /// A batch needs what its entries need.
  private static final Map<String, String> SQS =
      Map.of(
          "SendMessageBatch", "SendMessage",
          "DeleteMessageBatch", "DeleteMessage",
          "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

  /// A transaction needs what its parts need.
  static final Map<String, String> DYNAMODB_PARTS =
      Map.of(
          "Put", "dynamodb:PutItem",
          "Update", "dynamodb:UpdateItem",
          "Delete", "dynamodb:DeleteItem",
          "ConditionCheck", "dynamodb:ConditionCheckItem",
          "Get", "dynamodb:GetItem");

  private Actions() {}

  static String sqs(String operation) {
    return "sqs:" + SQS.getOrDefault(operation, operation);
  }

  static String dynamoDb(String operation) {
    return "dynamodb:" + operation;
  }
}
