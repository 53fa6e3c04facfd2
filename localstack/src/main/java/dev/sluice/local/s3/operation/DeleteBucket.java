package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;

record DeleteBucket(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:DeleteBucket";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    if (!context.store().delete(bucket)) {
      throw (bucket.versioning() == Versioning.NEVER
              ? S3Error.BUCKET_NOT_EMPTY.refused()
              : S3Error.BUCKET_NOT_EMPTY.refused(
                  "The bucket you tried to delete is not empty. You must delete all versions in the"
                      + " bucket."))
          .with("BucketName", bucket.name());
    }
    return Answer.empty(204);
  }
}
