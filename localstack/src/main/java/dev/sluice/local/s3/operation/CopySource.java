package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.sign.Percent;
import java.util.Optional;

/// The header `x-amz-copy-source`: `/BUCKET/KEY?versionId=ID`, percent-encoded.
record CopySource(String bucket, String key, Optional<String> versionId) {
  private static final String HEADER = "x-amz-copy-source";
  private static final String VERSION = "?versionId=";

  static CopySource of(Call call) {
    String text = call.header(HEADER).orElse("");
    int version = text.indexOf(VERSION);
    Optional<String> versionId =
        version < 0 ? Optional.empty() : Optional.of(text.substring(version + VERSION.length()));
    if (!Percent.isUtf8(text)) {
      throw S3Error.argument(HEADER, text, "Invalid copy source encoding.");
    }
    String path = Percent.decodeForm(version < 0 ? text : text.substring(0, version));
    String withoutSlash = path.startsWith("/") ? path.substring(1) : path;
    int slash = withoutSlash.indexOf('/');
    if (slash <= 0 || slash == withoutSlash.length() - 1) {
      throw S3Error.argument(HEADER, HEADER, "Invalid copy source object key");
    }
    return new CopySource(
        withoutSlash.substring(0, slash), withoutSlash.substring(slash + 1), versionId);
  }

  /// The source, held; its conditions are met.
  StoredVersion open(Context context, Call call) {
    Bucket from = context.bucket(bucket);
    authorize(context, call, "s3:GetObject", "s3:GetObjectVersion");
    StoredVersion stored = find(context, call, from);
    while (!stored.hold()) {
      stored = find(context, call, from);
    }
    try {
      Conditions.checkCopySource(call, stored.version());
      return stored;
    } catch (RuntimeException refusal) {
      stored.release();
      throw refusal;
    }
  }

  /// @param ofVersion the action where a version is named
  void authorize(Context context, Call call, String action, String ofVersion) {
    context.authorize(call, versionId.isPresent() ? ofVersion : action, bucket, key, versionId);
  }

  private StoredVersion find(Context context, Call call, Bucket from) {
    Optional<StoredVersion> named = versionId.flatMap(id -> from.version(key, id));
    if (named.isPresent() && named.get().version().deleteMarker()) {
      throw S3Error.INVALID_REQUEST.refused(
          "The source of a copy request may not specifically refer to a delete marker by version"
              + " id.");
    }
    return Versions.find(context, call, from, key, versionId);
  }
}
