package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Conditional requests (Amazon S3 user guide, "Add preconditions to S3 operations").
final class Conditions {
  private Conditions() {}

  /// @return whether the answer is 304
  /// @throws S3Exception `PreconditionFailed`
  static boolean notModified(Call call, ObjectVersion version) {
    return read(call, version, "", "");
  }

  /// Conditions on the source of a copy; there is no 304 for them.
  static void checkCopySource(Call call, ObjectVersion version) {
    if (read(call, version, "x-amz-copy-source-", "x-amz-copy-source-")) {
      throw failed(
          call.header("x-amz-copy-source-if-none-match").isPresent()
              ? "x-amz-copy-source-If-None-Match"
              : "x-amz-copy-source-If-Modified-Since");
    }
  }

  private static boolean read(
      Call call, ObjectVersion version, String prefix, String conditionPrefix) {
    Optional<String> ifMatch = call.header(prefix + "if-match");
    Optional<String> ifNoneMatch = call.header(prefix + "if-none-match");
    Optional<Instant> unmodifiedSince =
        call.header(prefix + "if-unmodified-since").flatMap(Dates::parseHttp);
    Optional<Instant> modifiedSince =
        call.header(prefix + "if-modified-since").flatMap(Dates::parseHttp);
    Instant modified = version.lastModified();
    if (ifMatch.isPresent() && !matches(ifMatch.get(), version)) {
      throw failed(conditionPrefix + "If-Match");
    }
    if (ifMatch.isEmpty()
        && unmodifiedSince.isPresent()
        && modified.isAfter(unmodifiedSince.get())) {
      throw failed(conditionPrefix + "If-Unmodified-Since");
    }
    if (ifNoneMatch.isPresent()) {
      return matches(ifNoneMatch.get(), version);
    }
    return modifiedSince.isPresent() && !modified.isAfter(modifiedSince.get());
  }

  /// Refuses combinations and values of conditions on writes that S3 does not take.
  static void requireWriteForm(Call call) {
    Optional<String> ifMatch = call.header("if-match");
    Optional<String> ifNoneMatch = call.header("if-none-match");
    if (ifMatch.isPresent() && ifNoneMatch.isPresent()) {
      throw S3Error.NOT_IMPLEMENTED
          .refused()
          .with("Header", "If-Match,If-None-Match")
          .with("additionalMessage", "Multiple conditional request headers present in the request");
    }
    if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
      throw notAccepted("If-None-Match");
    }
    if (ifMatch.isPresent() && ifMatch.get().equals("*")) {
      throw notAccepted("If-Match");
    }
  }

  /// Checks a write's conditions against what is there; the caller has the key exclusively.
  static void checkWrite(Call call, Optional<StoredVersion> current) {
    if (call.header("if-none-match").isPresent() && current.isPresent()) {
      throw failed("If-None-Match");
    }
    Optional<String> ifMatch = call.header("if-match");
    if (ifMatch.isPresent()) {
      StoredVersion there =
          current.orElseThrow(() -> S3Error.NO_SUCH_KEY.refused().with("Key", call.key()));
      if (!matches(ifMatch.get(), there.version())) {
        throw failed("If-Match");
      }
    }
  }

  static boolean matches(String header, ObjectVersion version) {
    return Arrays.stream(header.split(","))
        .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(version.eTag()));
  }

  static S3Exception failed(String condition) {
    return S3Error.PRECONDITION_FAILED.refused().with("Condition", condition);
  }

  private static S3Exception notAccepted(String header) {
    return S3Error.NOT_IMPLEMENTED
        .refused()
        .with("Header", header)
        .with(
            "additionalMessage",
            "We don't accept the provided value of %s header for this API".formatted(header));
  }
}
