package dev.sluice.core.upload;

import java.util.Optional;

/// Where an object lies in the bucket. Made from the tenant's hash and the upload's random id,
/// never from a client's text; written once and never used again, so that an ETag pins the content.
public record ObjectKey(String value) {
  private static final String UPLOADS = "u/";
  private static final String DERIVED = "d/";

  /// `u/TENANT-HASH/ID`
  public static ObjectKey ofUpload(TenantId tenant, UploadId id) {
    return new ObjectKey(UPLOADS + tenant.hash() + '/' + id);
  }

  /// `d/TENANT-HASH/ID/NAME`: what a processor made of an upload.
  ///
  /// @param name of our own choosing, such as `thumbnail`
  public static ObjectKey ofDerived(TenantId tenant, UploadId id, String name) {
    return new ObjectKey(DERIVED + tenant.hash() + '/' + id + '/' + name);
  }

  /// The upload that this key belongs to, or nothing if no upload of ours has such a key.
  public Optional<UploadId> uploadId() {
    if (!value.startsWith(UPLOADS)) {
      return Optional.empty();
    }
    return UploadId.parse(value.substring(value.lastIndexOf('/') + 1));
  }
}
