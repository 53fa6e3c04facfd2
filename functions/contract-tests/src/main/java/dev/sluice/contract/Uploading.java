package dev.sluice.contract;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Checksum;
import dev.sluice.core.upload.Declaration;
import dev.sluice.core.upload.FileName;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Uploads to test with, each of a new id.
final class Uploading {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Uploading() {}

  static UploadId newId() {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return UploadId.of(random);
  }

  static TenantId newTenant() {
    return new TenantId("tenant " + newId());
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  static Upload.Pending pending(Plan plan) {
    return pending(newTenant(), now(), plan);
  }

  static Upload.Pending pending(TenantId tenant, Instant createdAt) {
    return pending(tenant, createdAt, new Plan.Single());
  }

  static StoredObject object(Upload upload) {
    return new StoredObject(
        upload.declaration().key(),
        "9b2cf535f27731c974343645a3985328",
        upload.declaration().size());
  }

  static Upload.Pending pendingWithChecksum() {
    return pending(
        newTenant(),
        now(),
        new Plan.Single(),
        Optional.of(new Checksum("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")));
  }

  private static Upload.Pending pending(TenantId tenant, Instant createdAt, Plan plan) {
    return pending(tenant, createdAt, plan, Optional.empty());
  }

  private static Upload.Pending pending(
      TenantId tenant, Instant createdAt, Plan plan, Optional<Checksum> checksum) {
    Declaration declaration =
        new Declaration(
            newId(),
            tenant,
            new CollectionName("default"),
            new FileName("Bericht für Ägypten 📄.png"),
            48_213,
            MediaType.parse("image/png"),
            checksum,
            createdAt);
    return new Upload.Pending(declaration, 1, plan, createdAt.plus(Duration.ofHours(24)));
  }
}
