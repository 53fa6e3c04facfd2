package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Draft;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.BodyCheck;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.io.IOException;
import java.util.Optional;

record UploadPart(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    int number = Parts.number(call.query().get("partNumber"));
    PutObject.requireLength(call);
    Upload upload = Parts.upload(bucket, call);
    BodyCheck check = new BodyCheck(call, upload.algorithm());
    check.named().ifPresent(named -> requireSame(upload, named));
    // An upload that names no algorithm takes any, and is itself checked by the default one.
    Optional<Digester> other =
        check
            .named()
            .filter(named -> named != upload.algorithm())
            .map(_ -> check.also(upload.algorithm()));
    try (Draft draft = bucket.receivePart(call.body().stream(), check.digesters())) {
      check.verify(draft.size());
      Checksum told = check.checksum();
      String kept = other.map(Digester::base64).orElse(told.value());
      if (!bucket.addPart(upload, number, draft, check.md5(), kept)) {
        throw Parts.missing(upload.id());
      }
      Answer answer = Answer.empty(200).header("ETag", '"' + check.md5() + '"');
      if (check.named().isPresent() || upload.record().algorithm().isPresent()) {
        answer.header(told.algorithm().header(), told.value());
      }
      return answer.header("x-amz-server-side-encryption", "AES256");
    }
  }

  private static void requireSame(Upload upload, ChecksumAlgorithm named) {
    Optional<ChecksumAlgorithm> expected = upload.record().algorithm();
    if (expected.isPresent() && expected.get() != named) {
      throw S3Error.INVALID_REQUEST.refused(
          "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
              .formatted(expected.get().lowerCaseName(), named.lowerCaseName()));
    }
  }
}
