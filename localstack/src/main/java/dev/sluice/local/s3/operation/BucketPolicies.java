package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.access.BucketPolicy;
import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;

/// GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy, GetBucketPolicyStatus.
public final class BucketPolicies {
  private BucketPolicies() {}

  /// Sets a bucket's policy.
  ///
  /// @throws dev.sluice.local.s3.wire.S3Exception if the bucket's public access block forbids it
  public static void set(Bucket bucket, String document) {
    BucketPolicy policy = BucketPolicy.parse(document, bucket.name());
    boolean blocked =
        bucket
            .document(Configuration.PUBLIC_ACCESS_BLOCK)
            .map(PublicAccessBlock::parse)
            .map(PublicAccessBlock::blockPolicy)
            .orElse(false);
    if (blocked && policy.isPublic()) {
      throw S3Error.ACCESS_DENIED.refused(
          "Access Denied: public policies are prevented by the BlockPublicPolicy setting in S3"
              + " Block Public Access.");
    }
    bucket.configure(Configuration.POLICY, Optional.of(document));
  }

  private static String policy(Bucket bucket) {
    return bucket
        .document(Configuration.POLICY)
        .orElseThrow(
            () -> S3Error.NO_SUCH_BUCKET_POLICY.refused().with("BucketName", bucket.name()));
  }

  record GetBucketPolicy(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketPolicy";
    }

    @Override
    public Answer run(Call call) {
      return new Answer(200, new LinkedHashMap<>(), new Answer.Text(policy(context.bucket(call))))
          .header("Content-Type", "application/json");
    }
  }

  record PutBucketPolicy(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:PutBucketPolicy";
    }

    @Override
    public Answer run(Call call) throws IOException {
      Bucket bucket = context.bucket(call);
      String document = new String(SmallBody.read(call), StandardCharsets.UTF_8);
      set(bucket, document);
      return Answer.empty(204);
    }
  }

  record DeleteBucketPolicy(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:DeleteBucketPolicy";
    }

    @Override
    public Answer run(Call call) {
      context.bucket(call).configure(Configuration.POLICY, Optional.empty());
      return Answer.empty(204);
    }
  }

  record GetBucketPolicyStatus(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketPolicyStatus";
    }

    @Override
    public Answer run(Call call) {
      Bucket bucket = context.bucket(call);
      boolean isPublic = BucketPolicy.parse(policy(bucket), bucket.name()).isPublic();
      return Answer.xml(
          Xml.document("PolicyStatus", xml -> xml.text("IsPublic", isPublic ? "TRUE" : "FALSE")));
    }
  }
}
