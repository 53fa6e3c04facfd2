package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.access.AccessRequest;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What every operation works on.
public record Context(
    Store store, InstantSource clock, String region, Events events, Authorizer authorizer) {
  /// The account that owns everything, as in LocalStack.
  static final String ACCOUNT = "000000000000";

  /// Its canonical user id.
  static final String OWNER = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

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
    refusal(call, action, call.bucket(), call.key())
        .ifPresent(
            why -> {
              throw S3Error.ACCESS_DENIED.refused(why);
            });
  }

  boolean allows(Call call, String action, String bucketName, String key) {
    return refusal(call, action, bucketName, key).isEmpty();
  }

  private Optional<String> refusal(Call call, String action, String bucketName, String key) {
    String arn =
        bucketName.isEmpty()
            ? "*"
            : "arn:aws:s3:::" + bucketName + (key.isEmpty() ? "" : '/' + key);
    AccessRequest request = new AccessRequest(call.accessKey(), action, arn, conditions(call));
    return authorizer.refusal(
        request, store.find(bucketName).flatMap(bucket -> policy(bucket, call)));
  }

  /// The bucket's policy as far as it counts for this caller.
  private static Optional<BucketPolicy> policy(Bucket bucket, Call call) {
    Optional<BucketPolicy> policy =
        bucket
            .document(Configuration.POLICY)
            .map(document -> BucketPolicy.parse(document, bucket.name()));
    boolean restricted =
        bucket
            .document(Configuration.PUBLIC_ACCESS_BLOCK)
            .map(PublicAccessBlock::parse)
            .map(PublicAccessBlock::restrictBuckets)
            .orElse(false);
    return policy.filter(it -> call.accessKey().isPresent() || !restricted || !it.isPublic());
  }

  private static Map<String, String> conditions(Call call) {
    Map<String, String> conditions = new LinkedHashMap<>();
    // Nothing leaves the machine: loopback is as good as TLS.
    conditions.put("aws:securetransport", "true");
    conditions.put("aws:sourceip", call.sourceIp());
    call.header("referer").ifPresent(value -> conditions.put("aws:referer", value));
    call.header("user-agent").ifPresent(value -> conditions.put("aws:useragent", value));
    for (String name : new String[] {"prefix", "delimiter", "max-keys", "versionId"}) {
      call.query()
          .find(name)
          .ifPresent(value -> conditions.put("s3:" + name.toLowerCase(Locale.ROOT), value));
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
