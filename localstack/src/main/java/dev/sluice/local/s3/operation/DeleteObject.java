package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.util.Optional;

record DeleteObject(Context context) implements Operation {
  /// What a deletion did.
  ///
  /// @param marker the delete marker that it made or removed
  /// @param removed the version that it removed
  record Outcome(Optional<StoredVersion> marker, Optional<StoredVersion> removed) {}

  @Override
  public String action(Call call) {
    return call.query().has("versionId") ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    for (String header :
        new String[] {"x-amz-if-match-last-modified-time", "x-amz-if-match-size"}) {
      if (call.header(header).isPresent()) {
        throw S3Error.NOT_IMPLEMENTED.refused().with("Header", header);
      }
    }
    Optional<String> versionId = call.query().find("versionId");
    versionId.ifPresent(id -> Versions.requireForm(bucket, id));
    Outcome outcome = delete(context, call, bucket, call.key(), versionId, call.header("if-match"));
    Answer answer = Answer.empty(204);
    if (outcome.marker().isPresent()) {
      answer.header("x-amz-delete-marker", "true");
      answer.header("x-amz-version-id", outcome.marker().get().version().versionId());
    } else {
      versionId
          .filter(_ -> bucket.versioning() != Versioning.NEVER)
          .ifPresent(id -> answer.header("x-amz-version-id", id));
    }
    return answer;
  }

  static Outcome delete(
      Context context,
      Call call,
      Bucket bucket,
      String key,
      Optional<String> versionId,
      Optional<String> ifMatch) {
    Outcome outcome =
        bucket.exclusively(
            key,
            () -> {
              ifMatch.ifPresent(it -> check(bucket, key, versionId, it));
              return versionId
                  .map(id -> removeVersion(bucket, key, id))
                  .orElseGet(() -> removeCurrent(bucket, key));
            });
    boolean made = versionId.isEmpty() && outcome.marker().isPresent();
    if (made) {
      context.events().markedDeleted(bucket, outcome.marker().get().version(), call);
    } else {
      outcome
          .removed()
          .or(outcome::marker)
          .ifPresent(it -> context.events().removed(bucket, it.version(), call));
    }
    return outcome;
  }

  private static void check(Bucket bucket, String key, Optional<String> versionId, String ifMatch) {
    StoredVersion there =
        versionId
            .flatMap(id -> bucket.version(key, id))
            .or(() -> bucket.current(key))
            .orElseThrow(() -> S3Error.NO_SUCH_KEY.refused().with("Key", key));
    if (!Conditions.matches(ifMatch, there.version())) {
      throw Conditions.failed("If-Match");
    }
  }

  private static Outcome removeVersion(Bucket bucket, String key, String id) {
    Optional<StoredVersion> found = bucket.version(key, id);
    found.ifPresent(bucket::remove);
    return found.filter(it -> it.version().deleteMarker()).isPresent()
        ? new Outcome(found, Optional.empty())
        : new Outcome(Optional.empty(), found);
  }

  private static Outcome removeCurrent(Bucket bucket, String key) {
    if (bucket.versioning() == Versioning.NEVER) {
      Optional<StoredVersion> found = bucket.history(key).stream().findFirst();
      found.ifPresent(bucket::remove);
      return new Outcome(Optional.empty(), found);
    }
    return new Outcome(Optional.of(bucket.addDeleteMarker(key)), Optional.empty());
  }
}
