package dev.sluice.local.s3.operation;

import static java.util.Map.entry;

import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Operations on buckets by method and sub-resource.
final class BucketOperations {
  /// Sub-resources that are refused by name rather than taken for the bucket itself.
  private static final List<String> ABSENT =
      List.of(
          "accelerate",
          "analytics",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "logging",
          "metadataConfiguration",
          "metadataTable",
          "metrics",
          "object-lock",
          "replication",
          "requestPayment",
          "session",
          "website");

  private final Context context;
  private final Map<String, Operation> gets;
  private final Map<String, Operation> puts;
  private final Map<String, Operation> deletes;

  BucketOperations(Context context) {
    this.context = context;
    this.gets =
        withAbsent(
            Map.ofEntries(
                entry(
                    "accelerate",
                    fixed(
                        "GetBucketAccelerateConfiguration",
                        "s3:GetAccelerateConfiguration",
                        "AccelerateConfiguration")),
                entry("acl", new Acls.GetBucketAcl(context)),
                entry("encryption", encryption()),
                entry("location", new GetBucketLocation(context)),
                entry(
                    "logging",
                    fixed("GetBucketLogging", "s3:GetBucketLogging", "BucketLoggingStatus")),
                entry(
                    "notification",
                    new BucketNotification.GetBucketNotificationConfiguration(context)),
                entry(
                    "object-lock",
                    missing(
                        "GetObjectLockConfiguration",
                        "s3:GetBucketObjectLockConfiguration",
                        S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION)),
                entry("policy", new BucketPolicies.GetBucketPolicy(context)),
                entry("policyStatus", new BucketPolicies.GetBucketPolicyStatus(context)),
                entry(
                    "replication",
                    missing(
                        "GetBucketReplication",
                        "s3:GetReplicationConfiguration",
                        S3Error.NO_SUCH_REPLICATION)),
                entry("requestPayment", requestPayment()),
                entry("uploads", new ListMultipartUploads(context)),
                entry("versioning", new BucketVersioning.GetBucketVersioning(context)),
                entry("versions", new ListObjectVersions(context)),
                entry(
                    "website",
                    missing("GetBucketWebsite", "s3:GetBucketWebsite", S3Error.NO_SUCH_WEBSITE))),
            document -> new BucketDocument.Get(context, document));
    this.puts =
        withAbsent(
            Map.ofEntries(
                entry("acl", new Acls.PutBucketAcl(context)),
                entry(
                    "notification",
                    new BucketNotification.PutBucketNotificationConfiguration(context)),
                entry("policy", new BucketPolicies.PutBucketPolicy(context)),
                entry("versioning", new BucketVersioning.PutBucketVersioning(context))),
            document -> new BucketDocument.Put(context, document));
    this.deletes =
        withAbsent(
            Map.ofEntries(entry("policy", new BucketPolicies.DeleteBucketPolicy(context))),
            document -> new BucketDocument.Delete(context, document));
  }

  Operation find(Call call) {
    return switch (call.method()) {
      case "GET" ->
          named(
              gets,
              call,
              call.query().get("list-type").equals("2")
                  ? new ListObjectsV2(context)
                  : new ListObjects(context));
      case "HEAD" -> new HeadBucket(context);
      case "PUT" -> named(puts, call, new CreateBucket(context));
      case "DELETE" -> named(deletes, call, new DeleteBucket(context));
      case "POST" ->
          call.query().has("delete") ? new DeleteObjects(context) : new PostObject(context);
      default -> throw Operations.notAllowed(call, "BUCKET");
    };
  }

  private static Operation named(
      Map<String, Operation> operations, Call call, Operation ofBucketItself) {
    return call.query().all().keySet().stream()
        .filter(operations::containsKey)
        .findFirst()
        .map(operations::get)
        .orElse(ofBucketItself);
  }

  private static Map<String, Operation> withAbsent(
      Map<String, Operation> operations, Function<BucketDocument, Operation> documents) {
    Map<String, Operation> all = new LinkedHashMap<>();
    ABSENT.forEach(name -> all.put(name, new Fixed.Absent(name)));
    for (BucketDocument document : BucketDocument.values()) {
      all.put(document.parameter(), documents.apply(document));
    }
    all.putAll(operations);
    return all;
  }

  private Operation fixed(String name, String action, String root) {
    return new Fixed.Document(context, name, action, root, _ -> {});
  }

  private Operation missing(String name, String action, S3Error error) {
    return new Fixed.Missing(context, name, action, error);
  }

  private Operation encryption() {
    return new Fixed.Document(
        context,
        "GetBucketEncryption",
        "s3:GetEncryptionConfiguration",
        "ServerSideEncryptionConfiguration",
        Fixed::encryption);
  }

  private Operation requestPayment() {
    return new Fixed.Document(
        context,
        "GetBucketRequestPayment",
        "s3:GetBucketRequestPayment",
        "RequestPaymentConfiguration",
        xml -> xml.text("Payer", "BucketOwner"));
  }
}
