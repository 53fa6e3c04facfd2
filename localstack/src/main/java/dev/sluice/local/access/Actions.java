package dev.sluice.local.access;

import java.util.List;
import java.util.Map;

/// The actions of operations: the table in which both differ. All others have the same name.
///
/// Sources: Service Authorization Reference, "Actions, resources, and condition keys" for Amazon
/// S3, Amazon SQS and Amazon DynamoDB; Amazon S3 user guide, "Required permissions for Amazon S3
/// API operations"; DynamoDB developer guide, "Using IAM with DynamoDB transactions".
final class Actions {
  private static final Map<String, List<String>> S3 =
      Map.ofEntries(
          Map.entry("ListBuckets", List.of("ListAllMyBuckets")),
          Map.entry("HeadBucket", List.of("ListBucket")),
          Map.entry("ListObjects", List.of("ListBucket")),
          Map.entry("ListObjectsV2", List.of("ListBucket")),
          Map.entry("ListObjectVersions", List.of("ListBucketVersions")),
          Map.entry("ListMultipartUploads", List.of("ListBucketMultipartUploads")),
          Map.entry("HeadObject", List.of("GetObject")),
          Map.entry("GetObjectAttributes", List.of("GetObject", "GetObjectAttributes")),
          Map.entry("PostObject", List.of("PutObject")),
          Map.entry("CopyObject", List.of("PutObject")),
          Map.entry("CreateMultipartUpload", List.of("PutObject")),
          Map.entry("UploadPart", List.of("PutObject")),
          Map.entry("UploadPartCopy", List.of("PutObject")),
          Map.entry("CompleteMultipartUpload", List.of("PutObject")),
          Map.entry("ListParts", List.of("ListMultipartUploadParts")),
          Map.entry("DeleteObjects", List.of("DeleteObject")),
          Map.entry("GetBucketCors", List.of("GetBucketCORS")),
          Map.entry("PutBucketCors", List.of("PutBucketCORS")),
          Map.entry("DeleteBucketCors", List.of("PutBucketCORS")),
          Map.entry("GetBucketLifecycleConfiguration", List.of("GetLifecycleConfiguration")),
          Map.entry("PutBucketLifecycleConfiguration", List.of("PutLifecycleConfiguration")),
          Map.entry("DeleteBucketLifecycle", List.of("PutLifecycleConfiguration")),
          Map.entry("GetBucketEncryption", List.of("GetEncryptionConfiguration")),
          Map.entry("PutBucketEncryption", List.of("PutEncryptionConfiguration")),
          Map.entry("DeleteBucketEncryption", List.of("PutEncryptionConfiguration")),
          Map.entry("GetBucketNotificationConfiguration", List.of("GetBucketNotification")),
          Map.entry("PutBucketNotificationConfiguration", List.of("PutBucketNotification")),
          Map.entry("GetPublicAccessBlock", List.of("GetBucketPublicAccessBlock")),
          Map.entry("PutPublicAccessBlock", List.of("PutBucketPublicAccessBlock")),
          Map.entry("DeletePublicAccessBlock", List.of("PutBucketPublicAccessBlock")),
          Map.entry("DeleteBucketOwnershipControls", List.of("PutBucketOwnershipControls")),
          Map.entry("DeleteBucketTagging", List.of("PutBucketTagging")));

  /// With a version's id the action on objects is another one.
  private static final Map<String, String> S3_OF_VERSION =
      Map.of(
          "GetObject", "GetObjectVersion",
          "GetObjectAttributes", "GetObjectVersionAttributes",
          "DeleteObject", "DeleteObjectVersion",
          "GetObjectAcl", "GetObjectVersionAcl",
          "PutObjectAcl", "PutObjectVersionAcl",
          "GetObjectTagging", "GetObjectVersionTagging",
          "PutObjectTagging", "PutObjectVersionTagging",
          "DeleteObjectTagging", "DeleteObjectVersionTagging");

  /// What headers of a request that writes an object ask for besides.
  static final Map<String, String> S3_OF_HEADER =
      Map.of("x-amz-tagging", "s3:PutObjectTagging", "x-amz-acl", "s3:PutObjectAcl");

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

  static List<String> s3(String operation, boolean ofVersion) {
    return S3.getOrDefault(operation, List.of(operation)).stream()
        .map(action -> ofVersion ? S3_OF_VERSION.getOrDefault(action, action) : action)
        .map(action -> "s3:" + action)
        .toList();
  }

  static String sqs(String operation) {
    return "sqs:" + SQS.getOrDefault(operation, operation);
  }

  static String dynamoDb(String operation) {
    return "dynamodb:" + operation;
  }
}
