package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Xml;

record GetBucketLocation(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:GetBucketLocation";
  }

  @Override
  public Answer run(Call call) {
    var _ = context.bucket(call);
    String region = context.region();
    return Answer.xml(
        Xml.document(
            "LocationConstraint", xml -> xml.characters(region.equals("us-east-1") ? "" : region)));
  }
}
