package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.S3Error;

/// Operations on buckets by method and sub-resource.
final class BucketOperations {
  private BucketOperations() {}

  static OperationTable table(Context context) {
    OperationTable table = new OperationTable("BUCKET");
    absent(table);
    fixed(table, context);
    for (BucketDocument document : BucketDocument.values()) {
      table
          .add("GET", document.parameter(), new BucketDocument.Get(context, document))
          .add("PUT", document.parameter(), new BucketDocument.Put(context, document))
          .add("DELETE", document.parameter(), new BucketDocument.Delete(context, document));
    }
    return table
        .add("GET", "acl", new Acls.GetBucketAcl(context))
        .add("GET", "location", new GetBucketLocation(context))
        .add(
            "GET",
            "notification",
            new BucketNotification.GetBucketNotificationConfiguration(context))
        .add("GET", "policy", new BucketPolicies.GetBucketPolicy(context))
        .add("GET", "policyStatus", new BucketPolicies.GetBucketPolicyStatus(context))
        .add("GET", "uploads", new ListMultipartUploads(context))
        .add("GET", "versioning", new BucketVersioning.GetBucketVersioning(context))
        .add("GET", "versions", new ListObjectVersions(context))
        .itself(
            "GET",
            call ->
                call.query().get("list-type").equals("2")
                    ? new ListObjectsV2(context)
                    : new ListObjects(context))
        .itself("HEAD", _ -> new HeadBucket(context))
        .add("PUT", "acl", new Acls.PutBucketAcl(context))
        .add(
            "PUT",
            "notification",
            new BucketNotification.PutBucketNotificationConfiguration(context))
        .add("PUT", "policy", new BucketPolicies.PutBucketPolicy(context))
        .add("PUT", "versioning", new BucketVersioning.PutBucketVersioning(context))
        .itself("PUT", _ -> new CreateBucket(context))
        .add("POST", "delete", new DeleteObjects(context))
        .itself("POST", _ -> new PostObject(context))
        .add("DELETE", "policy", new BucketPolicies.DeleteBucketPolicy(context))
        .itself("DELETE", _ -> new DeleteBucket(context));
  }

  private static void absent(OperationTable table) {
    table
        .absent("abac", "GET", "PUT")
        .absent("accelerate", "PUT")
        .absent("analytics", "GET", "PUT", "DELETE")
        .absent("encryption", "PUT", "DELETE")
        .absent("intelligent-tiering", "GET", "PUT", "DELETE")
        .absent("inventory", "GET", "PUT", "DELETE")
        .absent("logging", "PUT")
        .absent("metadataConfiguration", "GET", "POST", "DELETE")
        .absent("metadataInventoryTable", "PUT")
        .absent("metadataJournalTable", "PUT")
        .absent("metadataTable", "GET", "POST", "DELETE")
        .absent("metrics", "GET", "PUT", "DELETE")
        .absent("object-lock", "PUT")
        .absent("replication", "PUT", "DELETE")
        .absent("requestPayment", "PUT")
        .absent("session", "GET")
        .absent("website", "PUT", "DELETE");
  }

  private static void fixed(OperationTable table, Context context) {
    table
        .add(
            "GET",
            "accelerate",
            new Fixed.Document(
                context,
                "GetBucketAccelerateConfiguration",
                "s3:GetAccelerateConfiguration",
                "AccelerateConfiguration",
                _ -> {}))
        .add(
            "GET",
            "encryption",
            new Fixed.Document(
                context,
                "GetBucketEncryption",
                "s3:GetEncryptionConfiguration",
                "ServerSideEncryptionConfiguration",
                Fixed::encryption))
        .add(
            "GET",
            "logging",
            new Fixed.Document(
                context, "GetBucketLogging", "s3:GetBucketLogging", "BucketLoggingStatus", _ -> {}))
        .add(
            "GET",
            "object-lock",
            new Fixed.Missing(
                context,
                "GetObjectLockConfiguration",
                "s3:GetBucketObjectLockConfiguration",
                S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION))
        .add(
            "GET",
            "replication",
            new Fixed.Missing(
                context,
                "GetBucketReplication",
                "s3:GetReplicationConfiguration",
                S3Error.NO_SUCH_REPLICATION))
        .add(
            "GET",
            "requestPayment",
            new Fixed.Document(
                context,
                "GetBucketRequestPayment",
                "s3:GetBucketRequestPayment",
                "RequestPaymentConfiguration",
                xml -> xml.text("Payer", "BucketOwner")))
        .add(
            "GET",
            "website",
            new Fixed.Missing(
                context, "GetBucketWebsite", "s3:GetBucketWebsite", S3Error.NO_SUCH_WEBSITE));
  }
}
