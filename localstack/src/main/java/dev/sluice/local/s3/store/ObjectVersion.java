package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.Checksum;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a version of an object, or of a delete marker; one file each.
///
/// @param versionId `null` as text where the bucket had no versioning
/// @param sequence ascends with every change of a bucket
/// @param eTag without quotes
/// @param headers those that come back with the object, by names in lower case
/// @param metadata by names without `x-amz-meta-`
/// @param parts its files in order; none if the bytes stand behind this record
/// @param uploadId of the multipart upload that made it
public record ObjectVersion(
    String key,
    String versionId,
    long sequence,
    Instant lastModified,
    boolean deleteMarker,
    long size,
    String eTag,
    Optional<Checksum> checksum,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    String storageClass,
    List<Part> parts,
    Optional<String> uploadId) {
  /// The version of what was stored without versioning.
  public static final String NULL = "null";

  public ObjectVersion {
    headers = new LinkedHashMap<>(headers);
    metadata = new LinkedHashMap<>(metadata);
    tags = new LinkedHashMap<>(tags);
    parts = List.copyOf(parts);
  }

  /// An object that is not stored yet.
  public static ObjectVersion draft(
      Attributes attributes,
      long size,
      String eTag,
      Optional<Checksum> checksum,
      List<Part> parts,
      Optional<String> uploadId) {
    return new ObjectVersion(
        attributes.key(),
        NULL,
        0,
        Instant.EPOCH,
        false,
        size,
        eTag,
        checksum,
        attributes.headers(),
        attributes.metadata(),
        attributes.tags(),
        attributes.storageClass(),
        parts,
        uploadId);
  }

  static ObjectVersion deleteMarker(String key) {
    return new ObjectVersion(
        key,
        NULL,
        0,
        Instant.EPOCH,
        true,
        0,
        "",
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        "STANDARD",
        List.of(),
        Optional.empty());
  }

  ObjectVersion stored(String id, long number, Instant time) {
    return new ObjectVersion(
        key,
        id,
        number,
        time,
        deleteMarker,
        size,
        eTag,
        checksum,
        headers,
        metadata,
        tags,
        storageClass,
        parts,
        uploadId);
  }

  /// The same with other tags.
  public ObjectVersion withTags(Map<String, String> other) {
    return new ObjectVersion(
        key,
        versionId,
        sequence,
        lastModified,
        deleteMarker,
        size,
        eTag,
        checksum,
        headers,
        metadata,
        other,
        storageClass,
        parts,
        uploadId);
  }

  public boolean isMultipart() {
    return uploadId.isPresent();
  }

  public boolean isNull() {
    return versionId.equals(NULL);
  }
}
