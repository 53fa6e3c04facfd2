package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.lifecycle.Lifecycle;
import dev.sluice.local.s3.store.Attributes;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a client says of an object in headers (or in a form's fields), and what it is told again.
final class ObjectHeaders {
  /// "User-defined metadata is limited to 2 KB in size" (Amazon S3 user guide).
  private static final int MOST_METADATA = 2 * 1024;

  private static final String META = "x-amz-meta-";
  private static final String STANDARD = "STANDARD";
  private static final List<String> KEPT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires",
          "x-amz-website-redirect-location");
  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          STANDARD,
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE");

  private ObjectHeaders() {}

  /// What the writer of an object has to be allowed besides ("Required permissions for Amazon S3
  /// API operations", Amazon S3 user guide).
  ///
  /// @param names of headers or of a form's fields, in lower case
  static List<String> actions(Set<String> names) {
    return names.stream().flatMap(name -> action(name).stream()).distinct().toList();
  }

  private static Optional<String> action(String name) {
    return switch (name) {
      case "x-amz-tagging", "tagging" -> Optional.of("s3:PutObjectTagging");
      case "x-amz-acl", "acl" -> Optional.of("s3:PutObjectAcl");
      case "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date" ->
          Optional.of("s3:PutObjectRetention");
      case "x-amz-object-lock-legal-hold" -> Optional.of("s3:PutObjectLegalHold");
      default ->
          name.startsWith("x-amz-grant-") ? Optional.of("s3:PutObjectAcl") : Optional.empty();
    };
  }

  static Attributes read(Call call, Bucket bucket) {
    Acls.checkObject(call, bucket);
    Map<String, String> metadata = new LinkedHashMap<>();
    call.headers()
        .forEach(
            (name, values) -> {
              if (name.startsWith(META)) {
                metadata.put(name.substring(META.length()), String.join(",", values).strip());
              }
            });
    return read(call.key(), call::header, metadata);
  }

  /// @param field of a header or of a form
  static Attributes read(
      String key, Function<String, Optional<String>> field, Map<String, String> metadata) {
    refuseUnknown(field);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT) {
      field
          .apply(name)
          .map(value -> name.equals("content-encoding") ? withoutChunks(value) : value)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> headers.put(name, value));
    }
    headers.putIfAbsent("content-type", "binary/octet-stream");
    String storageClass = field.apply("x-amz-storage-class").orElse(STANDARD);
    if (!STORAGE_CLASSES.contains(storageClass)) {
      throw S3Error.INVALID_STORAGE_CLASS.refused().with("StorageClassRequested", storageClass);
    }
    Map<String, String> decoded = new LinkedHashMap<>();
    metadata.forEach((name, value) -> decoded.put(name, EncodedWords.decode(value)));
    requireSize(decoded);
    Map<String, String> tags = field.apply("x-amz-tagging").map(Tags::ofHeader).orElse(Map.of());
    return new Attributes(key, headers, decoded, tags, storageClass);
  }

  /// Adds what GET and HEAD say of a version.
  static Answer describe(Answer answer, Bucket bucket, ObjectVersion version) {
    answer.header("Accept-Ranges", "bytes");
    answer.header("Last-Modified", Dates.http(version.lastModified()));
    answer.header("ETag", quoted(version));
    version.headers().forEach(answer::header);
    version
        .metadata()
        .forEach((name, value) -> answer.header(META + name, EncodedWords.encode(value)));
    answer.header("x-amz-server-side-encryption", "AES256");
    if (!version.storageClass().equals(STANDARD)) {
      answer.header("x-amz-storage-class", version.storageClass());
    }
    if (!version.tags().isEmpty()) {
      answer.header("x-amz-tagging-count", Integer.toString(version.tags().size()));
    }
    Versions.header(bucket, version).ifPresent(id -> answer.header("x-amz-version-id", id));
    return expire(answer, bucket, version);
  }

  /// Adds what the answer to every write says; of a version without an id AWS tells none.
  static Answer written(Answer answer, Bucket bucket, ObjectVersion version) {
    answer.header("x-amz-server-side-encryption", "AES256");
    if (!version.isNull()) {
      answer.header("x-amz-version-id", version.versionId());
    }
    return expire(answer, bucket, version);
  }

  static void checksum(Answer answer, Checksum checksum) {
    answer.header(checksum.algorithm().header(), checksum.value());
    answer.header("x-amz-checksum-type", checksum.type().name());
  }

  static String quoted(ObjectVersion version) {
    return '"' + version.eTag() + '"';
  }

  private static Answer expire(Answer answer, Bucket bucket, ObjectVersion version) {
    Lifecycle.of(bucket)
        .expiration(version)
        .ifPresent(
            expiration ->
                answer.header(
                    "x-amz-expiration",
                    "expiry-date=\"%s\", rule-id=\"%s\""
                        .formatted(Dates.http(expiration.time()), expiration.ruleId())));
    return answer;
  }

  private static void refuseUnknown(Function<String, Optional<String>> field) {
    Optional<String> encryption = field.apply("x-amz-server-side-encryption");
    if (encryption.isPresent() && !encryption.get().equals("AES256")) {
      throw S3Error.NOT_IMPLEMENTED.refused().with("Header", "x-amz-server-side-encryption");
    }
    if (field.apply("x-amz-server-side-encryption-customer-algorithm").isPresent()) {
      throw S3Error.NOT_IMPLEMENTED
          .refused()
          .with("Header", "x-amz-server-side-encryption-customer-algorithm");
    }
    if (field.apply("x-amz-object-lock-mode").isPresent()
        || field.apply("x-amz-object-lock-legal-hold").isPresent()) {
      throw S3Error.INVALID_REQUEST.refused("Bucket is missing Object Lock Configuration");
    }
  }

  private static String withoutChunks(String encoding) {
    return Arrays.stream(encoding.split(","))
        .map(String::strip)
        .filter(token -> !token.equalsIgnoreCase("aws-chunked"))
        .collect(Collectors.joining(","));
  }

  private static void requireSize(Map<String, String> metadata) {
    int size = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      size +=
          entry.getKey().getBytes(StandardCharsets.UTF_8).length
              + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MOST_METADATA) {
      throw S3Error.METADATA_TOO_LARGE
          .refused()
          .with("Size", Integer.toString(size))
          .with("MaxSizeAllowed", Integer.toString(MOST_METADATA));
    }
  }
}
