package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;

record AbortMultipartUpload(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:AbortMultipartUpload";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    if (!bucket.abort(Parts.upload(bucket, call))) {
      throw Parts.missing(call.query().get("uploadId"));
    }
    return Answer.empty(204);
  }
}
