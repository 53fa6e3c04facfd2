package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.access.BucketPolicy;
import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.event.Events;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Store;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.time.InstantSource;
import java.util.Optional;

/// What every operation works on.
public record Context(
    Store store, InstantSource clock, String region, Events events, Authorizer authorizer) {
  /// The account that owns everything, as in LocalStack.
  public static final String ACCOUNT = "000000000000";

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
    authorize(call, action, call.bucket(), call.key(), call.query().find("versionId"));
  }

  /// The same for another resource than the call's own.
  ///
  /// @param versionId of the key, empty for the current one
  void authorize(
      Call call, String action, String bucketName, String key, Optional<String> versionId) {
    String arn =
        bucketName.isEmpty()
            ? "*"
            : "arn:aws:s3:::" + bucketName + (key.isEmpty() ? "" : '/' + key);
    authorizer
        .refusal(
            call.accessKey(),
            action,
            arn,
            ConditionValues.of(
                this, call, action, versionId, () -> existing(bucketName, key, versionId)),
            store.find(bucketName).flatMap(bucket -> policy(bucket, call)))
        .ifPresent(
            why -> {
              throw S3Error.ACCESS_DENIED.refused(why);
            });
  }

  private Optional<StoredVersion> existing(
      String bucketName, String key, Optional<String> versionId) {
    return store
        .find(bucketName)
        .flatMap(
            bucket ->
                versionId.isPresent() ? bucket.version(key, versionId.get()) : bucket.current(key));
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
}
