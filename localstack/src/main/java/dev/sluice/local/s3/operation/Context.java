package dev.sluice.local.s3.operation;

import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.access.BucketPolicy;
import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Store;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What every operation works on.
public record Context(
    Store store, InstantSource clock, String region, Events events, Authorizer authorizer) {
  /// The account that owns everything, as in LocalStack.
  public static final String ACCOUNT = "000000000000";

  /// Its canonical user id.
  static final String OWNER = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

  private static final Map<String, String> KEYS_OF_HEADERS =
      Map.of(
          "referer", ContextKeys.REFERER,
          "user-agent", ContextKeys.USER_AGENT,
          "if-match", ContextKeys.S3_IF_MATCH,
          "if-none-match", ContextKeys.S3_IF_NONE_MATCH);

  /// Of lists of a bucket; at an object they mean nothing.
  private static final Map<String, String> KEYS_OF_PARAMETERS =
      Map.of(
          "prefix", ContextKeys.S3_PREFIX,
          "delimiter", ContextKeys.S3_DELIMITER,
          "max-keys", ContextKeys.S3_MAX_KEYS);

  Bucket bucket(Call call) {
    return bucket(call.bucket());
  }

  Bucket bucket(String name) {
    return store
        .find(name)
        .orElseThrow(() -> S3Error.NO_SUCH_BUCKET.refused().with("BucketName", name));
  }

  /// @throws dev.sluice.local.s3.wire.S3Exception `AccessDenied`
  public void authorize(Call call, String action) {
    authorize(call, action, call.bucket(), call.key(), call.query().find("versionId"));
  }

  /// The same for another resource than the call's own.
  void authorize(
      Call call, String action, String bucketName, String key, Optional<String> versionId) {
    String arn =
        bucketName.isEmpty()
            ? "*"
            : "arn:aws:s3:::" + bucketName + (key.isEmpty() ? "" : '/' + key);
    Map<String, String> conditions = conditions(call);
    versionId.ifPresent(id -> conditions.put(ContextKeys.S3_VERSION_ID, id));
    authorizer
        .refusal(
            call.accessKey(),
            action,
            arn,
            conditions,
            store.find(bucketName).flatMap(bucket -> policy(bucket, call)))
        .ifPresent(
            why -> {
              throw S3Error.ACCESS_DENIED.refused(why);
            });
  }

  /// The bucket's policy as far as it counts for this caller.
  private static Optional<BucketPolicy> policy(Bucket bucket, Call call) {
    return bucket
        .document(
            Configuration.POLICY,
            BucketPolicy.class,
            text -> BucketPolicy.parse(text, bucket.name()))
        .filter(
            policy -> call.accessKey().isPresent() || !policy.isPublic() || !isRestricted(bucket));
  }

  private static boolean isRestricted(Bucket bucket) {
    return bucket
        .document(
            Configuration.PUBLIC_ACCESS_BLOCK, PublicAccessBlock.class, PublicAccessBlock::parse)
        .map(PublicAccessBlock::restrictBuckets)
        .orElse(false);
  }

  private static Map<String, String> conditions(Call call) {
    Map<String, String> conditions = new LinkedHashMap<>();
    // Nothing leaves the machine: loopback is as good as TLS.
    conditions.put(ContextKeys.SECURE_TRANSPORT, "true");
    conditions.put(ContextKeys.SOURCE_IP, call.sourceIp());
    KEYS_OF_HEADERS.forEach(
        (name, key) -> call.header(name).ifPresent(value -> conditions.put(key, value)));
    if (call.key().isEmpty()) {
      KEYS_OF_PARAMETERS.forEach(
          (name, key) -> call.query().find(name).ifPresent(value -> conditions.put(key, value)));
    }
    call.headers()
        .forEach(
            (name, values) -> {
              if (name.startsWith("x-amz-")) {
                conditions.put("s3:" + name, String.join(",", values));
              }
            });
    return conditions;
  }
}
