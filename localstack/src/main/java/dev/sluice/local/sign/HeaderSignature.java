package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A signature in the Authorization header.
final class HeaderSignature {
  private static final String MALFORMED = "The authorization header is malformed; ";

  private final SignatureVerifier verifier;
  private final SignableRequest request;

  HeaderSignature(SignatureVerifier verifier, SignableRequest request) {
    this.verifier = verifier;
    this.request = request;
  }

  Verified verify() {
    String authorization = request.header("authorization").strip();
    if (!authorization.startsWith(SignatureVerifier.ALGORITHM)) {
      throw new SignatureRefused(
              authorization.startsWith("AWS ") ? Code.INVALID_REQUEST : Code.INVALID_ARGUMENT,
              authorization.startsWith("AWS ")
                  ? "The authorization mechanism you have provided is not supported. Please use"
                      + " AWS4-HMAC-SHA256."
                  : "Unsupported Authorization Type")
          .with("ArgumentName", "Authorization")
          .with("ArgumentValue", authorization);
    }
    Map<String, String> fields =
        fields(authorization.substring(SignatureVerifier.ALGORITHM.length()));
    Scope scope =
        Scope.parse(field(fields, "Credential"))
            .orElseThrow(
                () ->
                    malformed(
                        "the Credential is mal-formed; expecting"
                            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    List<String> signed = List.of(field(fields, "SignedHeaders").split(";"));
    String signature = field(fields, "Signature");
    verifier
        .scopeProblem(scope)
        .ifPresent(
            problem -> {
              throw problem.as(Code.CREDENTIAL_SCOPE_OF_HEADER, MALFORMED);
            });
    Instant time = time(scope);
    requireSigned(signed);
    String payload = request.bodyHash().orElseGet(() -> request.header("x-amz-content-sha256"));
    Payload kind = payload(payload);
    SigningKey key = verifier.key(scope, request.header("x-amz-security-token"));
    ChunkChain chain =
        verifier.check(
            request, scope, key, AmzDate.format(time), signed, Set.of(), payload, signature);
    return new Verified(scope, kind, chain, false, time);
  }

  private Payload payload(String value) {
    if (value.isEmpty()) {
      throw new SignatureRefused(
          Code.INVALID_REQUEST, "Missing required header for this request: x-amz-content-sha256");
    }
    return Payload.parse(value)
        .orElseThrow(
            () ->
                new SignatureRefused(
                        Code.INVALID_ARGUMENT,
                        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                            + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                            + " or a valid sha256 value.")
                    .with("ArgumentName", "x-amz-content-sha256")
                    .with("ArgumentValue", value));
  }

  /// The host, and every `x-amz-` header that came, has to be signed.
  private void requireSigned(List<String> signed) {
    List<String> missing =
        request.headers().keySet().stream()
            .filter(name -> name.startsWith("x-amz-") || name.equals("host"))
            .filter(name -> !signed.contains(name))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new SignatureRefused(
              Code.HEADERS_NOT_SIGNED,
              "There were headers present in the request which were not signed")
          .with("HeadersNotSigned", String.join(", ", missing));
    }
  }

  private Instant time(Scope scope) {
    String amzDate = request.header("x-amz-date");
    Optional<Instant> given =
        amzDate.isEmpty()
            ? AmzDate.parseHttp(request.header("date"))
                .or(() -> AmzDate.parse(request.header("date")))
            : AmzDate.parse(amzDate);
    Instant time =
        given.orElseThrow(
            () ->
                new SignatureRefused(
                    Code.DATE_MISSING,
                    "AWS authentication requires a valid Date or x-amz-date header"));
    Instant now = verifier.now();
    if (Duration.between(time, now).abs().compareTo(SignatureVerifier.SKEW) > 0) {
      throw new SignatureRefused(
              Code.REQUEST_TIME_TOO_SKEWED,
              "The difference between the request time and the current time is too large.")
          .with("RequestTime", AmzDate.format(time))
          .with("ServerTime", now.toString())
          .with("MaxAllowedSkewMilliseconds", Long.toString(SignatureVerifier.SKEW.toMillis()));
    }
    String formatted = AmzDate.format(time);
    if (!formatted.startsWith(scope.date())) {
      throw malformed(
          "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
              .formatted(scope.date(), formatted.substring(0, 8)));
    }
    return time;
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed(
          "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
    }
    return value;
  }

  private static SignatureRefused malformed(String reason) {
    return new SignatureRefused(Code.AUTHORIZATION_HEADER_MALFORMED, MALFORMED + reason);
  }
}
