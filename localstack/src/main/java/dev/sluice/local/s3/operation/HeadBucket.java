package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;

record HeadBucket(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:ListBucket";
  }

  @Override
  public Answer run(Call call) {
    var _ = context.bucket(call);
    return Answer.empty(200)
        .header("Content-Type", "application/xml")
        .header("x-amz-bucket-region", context.region())
        .header("x-amz-bucket-arn", "arn:aws:s3:::" + call.bucket())
        .header("x-amz-access-point-alias", "false");
  }
}
