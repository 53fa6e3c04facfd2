package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.store.Attributes;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Draft;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies within the machine. The copy is one file, as its ETag is the MD5 of all bytes.
record CopyObject(Context context) implements Operation {
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
    Conditions.requireWriteForm(call);
    CopySource source = CopySource.of(call);
    boolean replaceMetadata = replaces(call, "x-amz-metadata-directive");
    boolean replaceTags = replaces(call, "x-amz-tagging-directive");
    Attributes given = ObjectHeaders.read(call, bucket);
    StoredVersion from = source.open(context, call);
    try {
      ObjectVersion original = from.version();
      if (original.size() > PutObject.MOST_BYTES) {
        throw S3Error.INVALID_REQUEST.refused(
            "The specified copy source is larger than the maximum allowable size for a copy source: "
                + PutObject.MOST_BYTES);
      }
      boolean changes =
          replaceMetadata
              || call.header("x-amz-storage-class").isPresent()
              || call.header("x-amz-website-redirect-location").isPresent()
              || call.header("x-amz-server-side-encryption").isPresent()
              || call.header("x-amz-checksum-algorithm").isPresent()
              || source.versionId().isPresent();
      if (source.bucket().equals(call.bucket()) && source.key().equals(call.key()) && !changes) {
        throw S3Error.INVALID_REQUEST.refused(
            "This copy request is illegal because it is trying to copy an object to itself without"
                + " changing the object's metadata, storage class, website redirect location or"
                + " encryption attributes.");
      }
      Map<String, String> tags = replaceTags ? given.tags() : original.tags();
      if (!replaceTags && !tags.isEmpty()) {
        source.authorize(context, call, "s3:GetObjectTagging", "s3:GetObjectVersionTagging");
        context.authorize(call, "s3:PutObjectTagging");
      }
      Attributes attributes =
          replaceMetadata
              ? new Attributes(
                  call.key(), given.headers(), given.metadata(), tags, given.storageClass())
              : new Attributes(
                  call.key(), original.headers(), original.metadata(), tags, given.storageClass());
      return copy(call, bucket, from, attributes);
    } finally {
      from.release();
    }
  }

  private Answer copy(Call call, Bucket bucket, StoredVersion from, Attributes attributes)
      throws IOException {
    ObjectVersion original = from.version();
    ChecksumAlgorithm algorithm =
        call.header("x-amz-checksum-algorithm")
            .map(CreateMultipartUpload::algorithm)
            .or(() -> original.checksum().map(Checksum::algorithm))
            .orElse(ChecksumAlgorithm.CRC64NVME);
    Digester md5 = Digester.of("MD5");
    Digester digester = algorithm.digester();
    try (InputStream in = from.open(0, original.size());
        Draft draft = bucket.receive(in, List.of(md5, digester))) {
      Checksum checksum = new Checksum(algorithm, ChecksumType.FULL_OBJECT, digester.base64());
      ObjectVersion object =
          ObjectVersion.draft(
              attributes,
              draft.size(),
              HexFormat.of().formatHex(md5.digest()),
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
      context.events().created("Copy", bucket, stored.version(), call);
      return answer(call, bucket, original, stored.version());
    }
  }

  private Answer answer(Call call, Bucket bucket, ObjectVersion original, ObjectVersion copy) {
    Answer answer =
        Answer.xml(
            Xml.document(
                "CopyObjectResult",
                xml -> {
                  xml.text("LastModified", Dates.xml(copy.lastModified()));
                  xml.text("ETag", ObjectHeaders.quoted(copy));
                  copy.checksum()
                      .ifPresent(
                          it -> {
                            xml.text(it.algorithm().element(), it.value());
                            xml.text("ChecksumType", it.type().name());
                          });
                }));
    Bucket source = context.bucket(CopySource.of(call).bucket());
    Versions.header(source, original)
        .ifPresent(id -> answer.header("x-amz-copy-source-version-id", id));
    return ObjectHeaders.written(answer, bucket, copy);
  }

  private static boolean replaces(Call call, String header) {
    String directive = call.header(header).orElse("COPY");
    return switch (directive) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default ->
          throw S3Error.argument(
              header,
              directive,
              "Unknown " + (header.contains("tagging") ? "tagging" : "metadata") + " directive.");
    };
  }
}
