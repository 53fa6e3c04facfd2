package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.Part;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.ByteRange;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// GET of an object, and HEAD, which answers the same headers.
record GetObject(Context context) implements Operation {
  private static final List<String> OVERRIDES =
      List.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires");

  @Override
  public String name(Call call) {
    return call.method().equals("HEAD") ? "HeadObject" : "GetObject";
  }

  @Override
  public String action(Call call) {
    return call.query().has("versionId") ? "s3:GetObjectVersion" : "s3:GetObject";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    StoredVersion stored = held(call);
    boolean kept = false;
    try {
      ObjectVersion version = stored.version();
      if (Conditions.notModified(call, version)) {
        return Answer.empty(304)
            .header("ETag", ObjectHeaders.quoted(version))
            .header("Last-Modified", Dates.http(version.lastModified()));
      }
      Optional<ByteRange> range = range(call, version);
      long first = range.map(ByteRange::first).orElse(0L);
      long length = range.map(ByteRange::length).orElse(version.size());
      boolean body = call.method().equals("GET");
      Answer.Content content =
          body
              ? new Answer.Stream(length, new Reading(stored, first, length))
              : new Answer.Described(length);
      Answer answer =
          new Answer(range.isPresent() ? 206 : 200, new java.util.LinkedHashMap<>(), content);
      ObjectHeaders.describe(answer, bucket, version);
      range.ifPresent(it -> answer.header("Content-Range", it.contentRange(version.size())));
      describeChecksum(call, version, range, answer);
      override(call, answer);
      kept = body;
      return answer;
    } finally {
      if (!kept) {
        stored.release();
      }
    }
  }

  /// A version that was just replaced may be gone; then there is a newer one.
  private StoredVersion held(Call call) {
    StoredVersion stored = Versions.find(context, call);
    while (!stored.hold()) {
      stored = Versions.find(context, call);
    }
    return stored;
  }

  private static Optional<ByteRange> range(Call call, ObjectVersion version) {
    Optional<String> header = call.header("range");
    Optional<String> partNumber = call.query().find("partNumber");
    if (partNumber.isEmpty()) {
      return header.flatMap(it -> ByteRange.parse(it, version.size()));
    }
    if (header.isPresent()) {
      throw S3Error.INVALID_REQUEST.refused(
          "Cannot specify both Range header and partNumber query parameter");
    }
    int number = Parts.number(partNumber.get());
    if (!version.isMultipart()) {
      if (number != 1) {
        throw noSuchPart(number, 1);
      }
      return version.size() == 0
          ? Optional.empty()
          : Optional.of(new ByteRange(0, version.size() - 1));
    }
    long start = 0;
    for (Part part : version.parts()) {
      if (part.number() == number) {
        return part.size() == 0
            ? Optional.empty()
            : Optional.of(new ByteRange(start, start + part.size() - 1));
      }
      start += part.size();
    }
    throw noSuchPart(number, version.parts().size());
  }

  private static RuntimeException noSuchPart(int number, int count) {
    return S3Error.INVALID_PART_NUMBER
        .refused()
        .with("ActualPartCount", Integer.toString(count))
        .with("PartNumberRequested", Integer.toString(number));
  }

  private static void describeChecksum(
      Call call, ObjectVersion version, Optional<ByteRange> range, Answer answer) {
    Optional<String> partNumber = call.query().find("partNumber");
    if (partNumber.isPresent() && version.isMultipart()) {
      answer.header("x-amz-mp-parts-count", Integer.toString(version.parts().size()));
    }
    boolean asked =
        call.header("x-amz-checksum-mode").map("ENABLED"::equalsIgnoreCase).orElse(false);
    if (!asked || version.checksum().isEmpty()) {
      return;
    }
    Checksum checksum = version.checksum().get();
    if (partNumber.isPresent() && version.isMultipart()) {
      int number = Parts.number(partNumber.get());
      version.parts().stream()
          .filter(part -> part.number() == number)
          .map(part -> new Checksum(checksum.algorithm(), checksum.type(), part.checksum()))
          // Seen on AWS: none for a part of a default upload.
          .filter(_ -> checksum.type() == ChecksumType.COMPOSITE || explicit(version))
          .findFirst()
          .ifPresent(it -> ObjectHeaders.checksum(answer, it));
    } else if (range.isEmpty() || range.get().length() == version.size()) {
      ObjectHeaders.checksum(answer, checksum);
    }
  }

  private static boolean explicit(ObjectVersion version) {
    return version
        .checksum()
        .map(it -> it.algorithm() != dev.sluice.local.s3.checksum.ChecksumAlgorithm.CRC64NVME)
        .orElse(false);
  }

  private static void override(Call call, Answer answer) {
    for (String name : OVERRIDES) {
      Optional<String> value = call.query().find("response-" + name);
      if (value.isPresent()) {
        if (call.accessKey().isEmpty()) {
          throw S3Error.INVALID_REQUEST.refused(
              "Request specific response headers cannot be used for anonymous GET requests.");
        }
        if (value.get().chars().anyMatch(it -> it > 0xff || it < ' ')) {
          throw S3Error.argument(
              "response-" + name,
              value.get(),
              "Header value cannot be represented using ISO-8859-1.");
        }
        answer.header(name, value.get());
      }
    }
  }

  private record Reading(StoredVersion stored, long first, long length) implements Answer.Source {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      stored.transfer(first, length, out);
    }

    @Override
    public void close() {
      stored.release();
    }
  }
}
