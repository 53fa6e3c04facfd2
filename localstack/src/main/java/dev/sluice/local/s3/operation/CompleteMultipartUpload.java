package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.Part;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.s3.wire.Xml;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes an object of parts. No byte is copied: the object is the list of its parts' files. Again
/// with the same parts it answers the same, as on AWS, since clients repeat what got no answer.
record CompleteMultipartUpload(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    List<CompletedPart> named = CompletedPart.parse(SmallBody.readOfChecksummedObject(call));
    Conditions.requireWriteForm(call);
    String id = call.query().get("uploadId");
    Optional<StoredVersion> made =
        bucket.exclusively(call.key(), () -> complete(call, bucket, id, named));
    if (made.isPresent()) {
      context.events().created("CompleteMultipartUpload", bucket, made.get().version(), call);
      return answer(call, bucket, made.get().version());
    }
    return answer(call, bucket, before(bucket, call, id, named));
  }

  /// @return nothing if the upload is complete already
  private Optional<StoredVersion> complete(
      Call call, Bucket bucket, String id, List<CompletedPart> named) {
    Optional<Upload> found = bucket.uploads().find(id, call.key());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Upload upload = found.get();
    CompletionCheck check = new CompletionCheck(call, upload, named);
    List<Part> parts = check.parts();
    Checksum checksum = check.checksum(parts);
    checkConditions(call, bucket, upload);
    ObjectVersion object =
        ObjectVersion.draft(
            upload.record().attributes(),
            parts.stream().mapToLong(Part::size).sum(),
            eTag(parts),
            Optional.of(checksum),
            parts,
            Optional.of(id));
    return bucket.complete(upload, object);
  }

  /// Beyond what holds for every write: the key must not have changed since the upload began.
  private static void checkConditions(Call call, Bucket bucket, Upload upload) {
    Optional<StoredVersion> current = bucket.current(call.key());
    Conditions.checkWrite(call, current);
    if (call.header("if-none-match").isPresent() && upload.keyDeleted()) {
      throw conflict(call, "If-None-Match");
    }
    boolean changed =
        current.isPresent() && current.get().version().sequence() > upload.record().sequence();
    if (call.header("if-match").isPresent() && changed) {
      throw conflict(call, "If-Match");
    }
  }

  private static S3Exception conflict(Call call, String condition) {
    return S3Error.CONDITIONAL_REQUEST_CONFLICT
        .refused()
        .with("Condition", condition)
        .with("Key", call.key());
  }

  /// The version that the same request made before.
  private static ObjectVersion before(
      Bucket bucket, Call call, String id, List<CompletedPart> named) {
    List<String> eTags = named.stream().map(part -> part.number() + part.eTag()).toList();
    return bucket.history(call.key()).stream()
        .map(StoredVersion::version)
        .filter(it -> it.uploadId().equals(Optional.of(id)))
        .filter(
            it ->
                it.parts().stream().map(part -> part.number() + part.eTag()).toList().equals(eTags))
        .findFirst()
        .orElseThrow(() -> Parts.missing(id));
  }

  /// The MD5 of the parts' MD5s, and how many there are.
  private static String eTag(List<Part> parts) {
    Digester md5 = Digester.of("MD5");
    for (Part part : parts) {
      byte[] one = HexFormat.of().parseHex(part.eTag());
      md5.update(one, 0, one.length);
    }
    return HexFormat.of().formatHex(md5.digest()) + '-' + parts.size();
  }

  private static Answer answer(Call call, Bucket bucket, ObjectVersion version) {
    Answer answer =
        Answer.xml(
            Xml.document(
                "CompleteMultipartUploadResult",
                xml -> {
                  xml.text("Location", call.location());
                  xml.text("Bucket", call.bucket());
                  xml.text("Key", call.key());
                  xml.text("ETag", ObjectHeaders.quoted(version));
                  version
                      .checksum()
                      .ifPresent(
                          it -> {
                            xml.text(it.algorithm().element(), it.value());
                            xml.text("ChecksumType", it.type().name());
                          });
                }));
    return ObjectHeaders.written(answer, bucket, version);
  }
}
