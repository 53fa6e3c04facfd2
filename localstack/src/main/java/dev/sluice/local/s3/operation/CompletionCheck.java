package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.store.Part;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares what a client says of an upload's parts with what came.
final class CompletionCheck {
  private final Call call;
  private final Upload upload;
  private final List<CompletedPart> named;

  CompletionCheck(Call call, Upload upload, List<CompletedPart> named) {
    this.call = call;
    this.upload = upload;
    this.named = named;
  }

  /// The parts that were named, which all are there, in order, and large enough.
  List<Part> parts() {
    requireOrder();
    requireType();
    Map<Integer, Part> there = new HashMap<>();
    upload.parts().forEach(part -> there.put(part.number(), part));
    List<Part> parts = new ArrayList<>();
    for (CompletedPart one : named) {
      @Nullable Part part = there.get(one.number());
      if (part == null || !part.eTag().equals(one.eTag())) {
        throw invalid(one);
      }
      requireChecksum(one, part);
      parts.add(part);
    }
    requireSizes(parts);
    return parts;
  }

  /// The object's checksum.
  Checksum checksum(List<Part> parts) {
    ChecksumAlgorithm algorithm = upload.algorithm();
    ChecksumType type = upload.record().type().orElse(ChecksumType.FULL_OBJECT);
    List<String> values = parts.stream().map(Part::checksum).toList();
    String value =
        switch (type) {
          case COMPOSITE -> algorithm.composite(values);
          case FULL_OBJECT -> algorithm.combine(values, parts.stream().map(Part::size).toList());
        };
    Checksum whole = new Checksum(algorithm, type, value);
    for (ChecksumAlgorithm one : ChecksumAlgorithm.values()) {
      call.header(one.header()).ifPresent(given -> requireWhole(one, given, whole));
    }
    return whole;
  }

  /// What AWS was seen to do: of another algorithm than the upload's, and of a whole object without
  /// `x-amz-checksum-type`, even the right value is a wrong one; an upload without an algorithm
  /// takes any other's unseen.
  private void requireWhole(ChecksumAlgorithm one, String given, Checksum whole) {
    if (!one.wellFormed(given.replaceFirst("-\\d+$", ""))) {
      throw S3Error.INVALID_REQUEST.refused(
          "Value for %s header is invalid.".formatted(one.header()));
    }
    boolean own = one == whole.algorithm();
    if (upload.record().algorithm().isEmpty() && !own) {
      return;
    }
    boolean same =
        switch (whole.type()) {
          case COMPOSITE ->
              given.equals(whole.value()) || given.equals(whole.value().replaceFirst("-.*", ""));
          case FULL_OBJECT ->
              given.equals(whole.value())
                  && (upload.record().type().isEmpty()
                      || call.header("x-amz-checksum-type").isPresent());
        };
    if (!own || !same) {
      throw S3Error.BAD_DIGEST.refused(
          "The %s you specified did not match the calculated checksum."
              .formatted(whole.algorithm().lowerCaseName()));
    }
  }

  /// The numbers grow; with an algorithm of the client's without a gap (API reference,
  /// "CompletedPart").
  private void requireOrder() {
    boolean consecutive = upload.record().algorithm().isPresent();
    int before = 0;
    for (CompletedPart part : named) {
      if (part.number() <= before || (consecutive && part.number() != before + 1)) {
        throw S3Error.INVALID_PART_ORDER.refused().with("UploadId", upload.id());
      }
      before = part.number();
    }
  }

  private void requireType() {
    Optional<String> given = call.header("x-amz-checksum-type");
    String expected = upload.record().type().map(ChecksumType::name).orElse("null");
    if (given.isPresent() && !given.get().equals(expected)) {
      throw S3Error.INVALID_REQUEST.refused(
          "The upload was created using the %s checksum mode. The complete request must use the same checksum mode."
              .formatted(expected));
    }
  }

  private void requireChecksum(CompletedPart one, Part part) {
    ChecksumAlgorithm algorithm = upload.algorithm();
    for (Map.Entry<ChecksumAlgorithm, String> given : one.checksums().entrySet()) {
      if (given.getKey() == algorithm) {
        if (!given.getValue().equals(part.checksum())) {
          throw invalid(one);
        }
      } else if (upload.record().algorithm().isEmpty()) {
        throw invalid(one);
      } else {
        throw S3Error.BAD_DIGEST.refused(
            "The %s you specified for part %d did not match what we received."
                .formatted(given.getKey().lowerCaseName(), one.number()));
      }
    }
    boolean needed = upload.record().type().equals(Optional.of(ChecksumType.COMPOSITE));
    if (needed && !one.checksums().containsKey(algorithm)) {
      throw S3Error.INVALID_REQUEST.refused(
          ("The upload was created using a %s checksum. The complete request must include the"
                  + " checksum for each part. It was missing for part %d in the request.")
              .formatted(algorithm.lowerCaseName(), one.number()));
    }
  }

  private void requireSizes(List<Part> parts) {
    for (Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < Parts.LEAST_BYTES) {
        throw S3Error.ENTITY_TOO_SMALL
            .refused()
            .with("ProposedSize", Long.toString(part.size()))
            .with("MinSizeAllowed", Long.toString(Parts.LEAST_BYTES))
            .with("PartNumber", Integer.toString(part.number()))
            .with("ETag", part.eTag());
      }
    }
    long size = parts.stream().mapToLong(Part::size).sum();
    Optional<String> announced = call.header("x-amz-mp-object-size");
    if (announced.isPresent() && !announced.get().equals(Long.toString(size))) {
      throw S3Error.INVALID_REQUEST.refused(
          "The provided 'x-amz-mp-object-size' header value %s does not match what was computed: %d"
              .formatted(announced.get(), size));
    }
  }

  private RuntimeException invalid(CompletedPart one) {
    return S3Error.INVALID_PART
        .refused()
        .with("UploadId", upload.id())
        .with("PartNumber", Integer.toString(one.number()))
        .with("ETag", one.eTag());
  }
}
