package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.XmlElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

record CreateBucket(Context context) implements Operation {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[1-9]|EU");

  @Override
  public String action(Call call) {
    return "s3:CreateBucket";
  }

  @Override
  public List<String> furtherActions(Call call) {
    List<String> actions = new ArrayList<>();
    if (Acls.given(call)) {
      actions.add("s3:PutBucketAcl");
    }
    if (call.header("x-amz-object-ownership").isPresent()) {
      actions.add("s3:PutBucketOwnershipControls");
    }
    return actions;
  }

  @Override
  public Answer run(Call call) throws IOException {
    String name = call.bucket();
    if (!BucketNames.valid(name)) {
      throw S3Error.INVALID_BUCKET_NAME.refused().with("BucketName", name);
    }
    byte[] body = SmallBody.read(call);
    Map<String, String> tags = Map.of();
    Optional<String> location = Optional.empty();
    if (body.length > 0) {
      XmlElement root = XmlElement.parse(body, "CreateBucketConfiguration");
      location = root.text("LocationConstraint").filter(text -> !text.isEmpty());
      tags = root.child("Tags").map(Tags::ofBucket).orElse(Map.of());
    }
    checkLocation(location);
    Optional<String> ownership = call.header("x-amz-object-ownership");
    ownership.ifPresent(BucketOwnership::requireKnown);
    call.header("x-amz-acl").ifPresent(acl -> Acls.checkBucket(acl, ownership));
    Optional<Bucket> existing = context.store().find(name);
    if (existing.isPresent()) {
      if (!context.region().equals(DEFAULT_REGION)) {
        throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.refused().with("BucketName", name);
      }
      return answer(name);
    }
    Bucket bucket = create(context, name);
    if (!tags.isEmpty()) {
      bucket.configure(Configuration.TAGGING, Optional.of(Tags.toXml(tags).toString()));
    }
    ownership.ifPresent(
        value ->
            bucket.configure(
                Configuration.OWNERSHIP_CONTROLS,
                Optional.of(BucketOwnership.toXml(value).toString())));
    return answer(name);
  }

  /// A bucket as AWS makes it: closed to the public.
  static Bucket create(Context context, String name) {
    Bucket bucket = context.store().create(name);
    bucket.configure(
        Configuration.PUBLIC_ACCESS_BLOCK, Optional.of(PublicAccessBlock.all().toXml().toString()));
    return bucket;
  }

  private static Answer answer(String name) {
    return Answer.empty(200)
        .header("Location", '/' + name)
        .header("x-amz-bucket-arn", "arn:aws:s3:::" + name);
  }

  private void checkLocation(Optional<String> location) {
    boolean inDefault = context.region().equals(DEFAULT_REGION);
    if (location.isEmpty()) {
      if (!inDefault) {
        throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.refused(
            "The unspecified location constraint is incompatible for the region specific endpoint"
                + " this request was sent to.");
      }
      return;
    }
    String given = location.get();
    boolean unknown = inDefault && !REGION.matcher(given).matches();
    if (unknown || given.equals(DEFAULT_REGION)) {
      throw S3Error.INVALID_LOCATION_CONSTRAINT.refused().with("LocationConstraint", given);
    }
    if (!inDefault && !given.equals(context.region())) {
      throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.refused(
          "The %s location constraint is incompatible for the region specific endpoint this request was sent to."
              .formatted(given));
    }
  }
}
