package dev.sluice.local.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A header `Authorization` of Signature Version 4, taken apart and not yet believed.
///
/// @param scope what the signing key is made for: date, region, service, `aws4_request`
record Authorization(
    String accessKey, List<String> scope, List<String> signedHeaders, String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int SCOPE_PARTS = 4;

  Authorization {
    scope = List.copyOf(scope);
    signedHeaders = List.copyOf(signedHeaders);
  }

  /// Empty if it isn't whole.
  static Optional<Authorization> parse(String header) {
    if (!header.startsWith(ALGORITHM + " ")) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : header.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    List<String> credential = List.of(fields.getOrDefault("Credential", "").split("/", -1));
    int key = credential.size() - SCOPE_PARTS;
    String headers = fields.getOrDefault("SignedHeaders", "");
    String signature = fields.getOrDefault("Signature", "");
    return key < 1 || headers.isEmpty() || signature.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Authorization(
                String.join("/", credential.subList(0, key)),
                credential.subList(key, credential.size()),
                List.of(headers.split(";", -1)),
                signature));
  }

  String date() {
    return scope.getFirst();
  }
}
