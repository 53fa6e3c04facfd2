package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.store.Attributes;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Draft;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.BodyCheck;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

record PutObject(Context context) implements Operation {
  /// "Upload an object in a single operation: up to 5 GB" (Amazon S3 user guide).
  static final long MOST_BYTES = 5L << 30;

  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public List<String> furtherActions(Call call) {
    return ObjectHeaders.actions(call.headers().keySet());
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    requireLength(call);
    Conditions.requireWriteForm(call);
    Attributes attributes = ObjectHeaders.read(call, bucket);
    BodyCheck check = new BodyCheck(call, ChecksumAlgorithm.CRC64NVME);
    try (Draft draft = bucket.receive(call.body().stream(), check.digesters())) {
      check.verify(draft.size());
      Checksum checksum = check.checksum();
      ObjectVersion object =
          ObjectVersion.draft(
              attributes,
              draft.size(),
              check.md5(),
              Optional.of(checksum),
              List.of(),
              Optional.empty());
      draft.force();
      StoredVersion stored =
          bucket.exclusively(
              call.key(),
              () -> {
                Conditions.checkWrite(call, bucket.current(call.key()));
                return bucket.add(object, draft);
              });
      context.events().created("Put", bucket, stored.version(), call);
      Answer answer = Answer.empty(200).header("ETag", ObjectHeaders.quoted(stored.version()));
      ObjectHeaders.checksum(answer, checksum);
      return ObjectHeaders.written(answer, bucket, stored.version());
    }
  }

  static void requireLength(Call call) {
    long length = call.body().length();
    if (length < 0) {
      throw S3Error.MISSING_CONTENT_LENGTH.refused();
    }
    if (length > MOST_BYTES) {
      throw S3Error.ENTITY_TOO_LARGE
          .refused()
          .with("ProposedSize", Long.toString(length))
          .with("MaxSizeAllowed", Long.toString(MOST_BYTES));
    }
  }
}
