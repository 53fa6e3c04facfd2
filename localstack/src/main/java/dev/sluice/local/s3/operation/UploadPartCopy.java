package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Draft;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.ByteRange;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

record UploadPartCopy(Context context) implements Operation {
  private static final String RANGE = "x-amz-copy-source-range";
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    int number = Parts.number(call.query().get("partNumber"));
    Upload upload = Parts.upload(bucket, call);
    CopySource source = CopySource.of(call);
    StoredVersion from = source.open(context, call);
    try {
      ObjectVersion original = from.version();
      ByteRange range =
          call.header(RANGE)
              .map(header -> range(header, original.size()))
              .orElseGet(() -> new ByteRange(0, original.size() - 1));
      if (range.length() > PutObject.MOST_BYTES) {
        throw S3Error.INVALID_REQUEST.refused(
            "The specified copy source is larger than the maximum allowable size for a copy source: "
                + PutObject.MOST_BYTES);
      }
      Answer answer = copy(bucket, upload, number, from, range);
      Versions.header(context.bucket(source.bucket()), original)
          .ifPresent(id -> answer.header("x-amz-copy-source-version-id", id));
      return answer;
    } finally {
      from.release();
    }
  }

  private Answer copy(Bucket bucket, Upload upload, int number, StoredVersion from, ByteRange range)
      throws IOException {
    Digester md5 = Digester.of("MD5");
    Digester checksum = upload.algorithm().digester();
    try (InputStream in = from.open(range.first(), range.length());
        Draft draft = bucket.receivePart(in, List.of(md5, checksum))) {
      String eTag = HexFormat.of().formatHex(md5.digest());
      String value = checksum.base64();
      if (!bucket.addPart(upload, number, draft, eTag, value)) {
        throw Parts.missing(upload.id());
      }
      Optional<String> told = upload.record().algorithm().map(_ -> value);
      return Answer.xml(
              Xml.document(
                  "CopyPartResult",
                  xml -> {
                    xml.text("LastModified", Dates.xml(context.clock().instant()));
                    xml.text("ETag", '"' + eTag + '"');
                    told.ifPresent(it -> xml.text(upload.algorithm().element(), it));
                  }))
          .header("x-amz-server-side-encryption", "AES256");
    }
  }

  private static ByteRange range(String header, long size) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
      throw S3Error.argument(
          RANGE,
          header,
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
              + " last are the zero-based offsets of the first and last bytes to copy");
    }
    ByteRange range =
        new ByteRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    if (range.first() >= size) {
      throw S3Error.INVALID_REQUEST.refused(
          "The specified copy range is invalid for the source object size");
    }
    if (range.last() >= size) {
      throw S3Error.argument(
          RANGE, header, "Range specified is not valid for source object of size: " + size);
    }
    return range;
  }
}
