package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Ids;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.util.List;
import java.util.Optional;

/// Finds the version that a request is about.
final class Versions {
  private Versions() {}

  /// The version that the query names, or the newest.
  static StoredVersion find(Context context, Call call) {
    Bucket bucket = context.bucket(call);
    return find(context, call, bucket, call.key(), call.query().find("versionId"));
  }

  static StoredVersion find(
      Context context, Call call, Bucket bucket, String key, Optional<String> versionId) {
    if (versionId.isPresent()) {
      requireForm(bucket, versionId.get());
      StoredVersion found =
          bucket
              .version(key, versionId.get())
              .orElseThrow(
                  () ->
                      S3Error.NO_SUCH_VERSION
                          .refused()
                          .with("Key", key)
                          .with("VersionId", versionId.get()));
      if (found.version().deleteMarker()) {
        throw S3Error.METHOD_NOT_ALLOWED
            .refused()
            .with("Method", call.method())
            .with("ResourceType", "DeleteMarker")
            .header("Allow", "DELETE")
            .header("x-amz-delete-marker", "true")
            .header("x-amz-version-id", versionId.get())
            .header("Last-Modified", Dates.http(found.version().lastModified()));
      }
      return found;
    }
    List<StoredVersion> history = bucket.history(key);
    if (history.isEmpty() || history.getFirst().version().deleteMarker()) {
      throw missing(context, call, bucket, key, history);
    }
    return history.getFirst();
  }

  /// The id of a version as a header, where the bucket has or had versioning.
  static Optional<String> header(Bucket bucket, ObjectVersion version) {
    return bucket.versioning() == Versioning.NEVER
        ? Optional.empty()
        : Optional.of(version.versionId());
  }

  static void requireForm(Bucket bucket, String versionId) {
    if (versionId.isEmpty()) {
      throw S3Error.argument("versionId", "", "Version id cannot be the empty string");
    }
    if (!versionId.equals(ObjectVersion.NULL) && !Ids.isVersion(versionId)) {
      throw S3Error.argument("versionId", versionId, "Invalid version id specified");
    }
  }

  /// Who may not list the bucket is not told whether there is such a key.
  private static S3Exception missing(
      Context context, Call call, Bucket bucket, String key, List<StoredVersion> history) {
    context.authorize(call, "s3:ListBucket", bucket.name(), "", Optional.empty());
    S3Exception refusal = S3Error.NO_SUCH_KEY.refused().with("Key", key);
    if (!history.isEmpty()) {
      refusal
          .header("x-amz-delete-marker", "true")
          .header("x-amz-version-id", history.getFirst().version().versionId());
    }
    return refusal;
  }
}
