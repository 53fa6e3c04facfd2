package dev.sluice.core.upload;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.media.MediaType;
import java.time.Instant;
import java.util.Optional;

/// What is fixed when an upload is created, and holds for its whole life: what the client declared,
/// and where the bytes will lie.
///
/// @param size bytes, 1 to the collection's maximum
/// @param declaredType what the client says it is; a claim, not a finding
/// @param createdAt to the millisecond
public record Declaration(
    UploadId id,
    TenantId tenant,
    CollectionName collection,
    FileName fileName,
    long size,
    MediaType declaredType,
    Optional<Checksum> checksum,
    Instant createdAt) {
  public ObjectKey key() {
    return ObjectKey.ofUpload(tenant, id);
  }
}
