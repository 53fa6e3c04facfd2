package dev.sluice.local.s3.operation;

import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.AuthType;
import dev.sluice.local.s3.wire.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What a policy's conditions can ask of a call of S3 ("Condition keys for Amazon S3", service
/// authorization reference).
final class ConditionValues {
  private static final Map<String, String> KEYS_OF_HEADERS =
      Map.of(
          "referer", ContextKeys.REFERER,
          "user-agent", ContextKeys.USER_AGENT,
          "if-match", ContextKeys.S3_IF_MATCH,
          "if-none-match", ContextKeys.S3_IF_NONE_MATCH);

  /// Of lists of a bucket; at an object they mean nothing.
  private static final Map<String, String> KEYS_OF_PARAMETERS =
      Map.of(
          "prefix", ContextKeys.S3_PREFIX,
          "delimiter", ContextKeys.S3_DELIMITER,
          "max-keys", ContextKeys.S3_MAX_KEYS);

  private ConditionValues() {}

  /// @param versionId of the resource, empty for the current one
  /// @param existing the object that is there, if the call is about one
  static Map<String, String> of(
      Context context,
      Call call,
      String action,
      Optional<String> versionId,
      Supplier<Optional<StoredVersion>> existing) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(ContextKeys.SOURCE_IP, call.sourceIp());
    values.put(ContextKeys.REQUESTED_REGION, context.region());
    values.put(ContextKeys.RESOURCE_ACCOUNT, Context.ACCOUNT);
    values.put(ContextKeys.S3_RESOURCE_ACCOUNT, Context.ACCOUNT);
    // Loopback is as good as TLS, and as good as the newest.
    values.put(ContextKeys.S3_TLS_VERSION, "1.3");
    signature(call, values);
    if (action.equals("s3:PutObject")) {
      values.put(ContextKeys.S3_CREATES_OBJECT, Boolean.toString(!isOfParts(call)));
    }
    if (isAboutExisting(action)) {
      existing
          .get()
          .ifPresent(
              it ->
                  it.version()
                      .tags()
                      .forEach(
                          (key, value) ->
                              values.put(
                                  ContextKeys.S3_EXISTING_TAG + key.toLowerCase(Locale.ROOT),
                                  value)));
    }
    KEYS_OF_HEADERS.forEach(
        (name, key) -> call.header(name).ifPresent(value -> values.put(key, value)));
    versionId.ifPresent(id -> values.put(ContextKeys.S3_VERSION_ID, id));
    if (call.key().isEmpty()) {
      KEYS_OF_PARAMETERS.forEach(
          (name, key) -> call.query().find(name).ifPresent(value -> values.put(key, value)));
    }
    call.headers()
        .forEach(
            (name, given) -> {
              if (name.startsWith("x-amz-")) {
                values.put("s3:" + name, String.join(",", given));
              }
            });
    return values;
  }

  private static void signature(Call call, Map<String, String> values) {
    call.authType()
        .ifPresent(
            type -> {
              values.put(ContextKeys.S3_AUTH_TYPE, type.text());
              values.put(ContextKeys.S3_SIGNATURE_VERSION, "AWS4-HMAC-SHA256");
              if (type == AuthType.QUERY) {
                // By the machine's clock, which signers have.
                Duration age = Duration.between(call.signedAt(), InstantSource.system().instant());
                values.put(
                    ContextKeys.S3_SIGNATURE_AGE, Long.toString(Math.max(0, age.toMillis())));
              }
            });
  }

  /// Whether it begins an upload or sends a part, which makes no object yet.
  private static boolean isOfParts(Call call) {
    return call.query().has("uploads")
        || (call.method().equals("PUT")
            && (call.query().has("uploadId") || call.query().has("partNumber")));
  }

  /// Writing and deleting an object don't look at the one that is there.
  private static boolean isAboutExisting(String action) {
    return action.startsWith("s3:GetObject")
        || action.endsWith("Acl")
        || action.endsWith("Tagging");
  }
}
