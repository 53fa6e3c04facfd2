package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A presigned URL (Amazon S3 API reference, "Authenticating Requests: Using Query Parameters").
final class QuerySignature {
  /// "The value of X-Amz-Expires must be between 1 and 604800."
  private static final long MAX_EXPIRES = 604_800;

  private static final List<String> NEEDED =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Signature",
          "X-Amz-Date",
          "X-Amz-SignedHeaders",
          "X-Amz-Expires");

  private final SignatureVerifier verifier;
  private final SignableRequest request;
  private final Map<String, String> query = new HashMap<>();

  QuerySignature(SignatureVerifier verifier, SignableRequest request) {
    this.verifier = verifier;
    this.request = request;
    request.parameters().forEach(parameter -> query.put(parameter.name(), parameter.value()));
  }

  Verified verify() {
    if (NEEDED.stream().anyMatch(name -> value(name).isEmpty())) {
      throw refused(
          "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
              + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }
    if (!value("X-Amz-Algorithm").equals(SignatureVerifier.ALGORITHM)) {
      throw refused(
          "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
    }
    Scope scope =
        Scope.parse(value("X-Amz-Credential"))
            .orElseThrow(
                () ->
                    refused(
                        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
                            + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    verifier
        .scopeProblem(scope)
        .ifPresent(
            problem -> {
              throw problem.as(
                  Code.CREDENTIAL_SCOPE_OF_QUERY, "Error parsing the X-Amz-Credential parameter; ");
            });
    Instant time =
        AmzDate.parse(value("X-Amz-Date"))
            .orElseThrow(
                () ->
                    refused(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
    if (!value("X-Amz-Date").startsWith(scope.date())) {
      throw refused(
          "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
              .formatted(scope.date(), value("X-Amz-Date").substring(0, 8)));
    }
    requireInTime(time, expires());
    List<String> signed = List.of(value("X-Amz-SignedHeaders").split(";"));
    requireSigned(signed);
    String payload = payload();
    ChunkChain chain =
        verifier.check(
            request,
            scope,
            verifier.key(scope, token()),
            value("X-Amz-Date"),
            signed,
            Set.of("X-Amz-Signature"),
            payload,
            value("X-Amz-Signature"));
    return new Verified(
        scope, Payload.parse(payload).orElseGet(Payload.Unsigned::new), chain, true, time);
  }

  private String token() {
    String inQuery = value("X-Amz-Security-Token");
    return inQuery.isEmpty() ? request.header("x-amz-security-token") : inQuery;
  }

  private String payload() {
    if (request.bodyHash().isPresent()) {
      return request.bodyHash().get();
    }
    String inHeader = request.header("x-amz-content-sha256");
    if (!inHeader.isEmpty()) {
      return inHeader;
    }
    String inQuery = value("X-Amz-Content-Sha256");
    return inQuery.isEmpty() ? "UNSIGNED-PAYLOAD" : inQuery;
  }

  private long expires() {
    Optional<Long> seconds = number(value("X-Amz-Expires"));
    long expires = seconds.orElseThrow(() -> refused("X-Amz-Expires should be a number"));
    if (expires < 0) {
      throw refused("X-Amz-Expires must be non-negative");
    }
    if (expires > MAX_EXPIRES) {
      throw refused(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return expires;
  }

  private void requireInTime(Instant from, long seconds) {
    Instant now = verifier.now();
    Instant end = from.plusSeconds(seconds);
    if (Duration.between(now, from).compareTo(SignatureVerifier.SKEW) > 0) {
      throw new SignatureRefused(Code.ACCESS_DENIED, "Request is not yet valid")
          .with("X-Amz-Date", AmzDate.format(from))
          .with("ServerTime", now.toString());
    }
    if (!now.isBefore(end)) {
      throw new SignatureRefused(Code.ACCESS_DENIED, "Request has expired")
          .with("X-Amz-Expires", Long.toString(seconds))
          .with("Expires", end.toString())
          .with("ServerTime", now.toString());
    }
  }

  private void requireSigned(List<String> signed) {
    if (!signed.contains("host")) {
      throw refused("Invalid SignedHeaders: \"host\" is missing");
    }
    List<String> missing =
        request.headers().keySet().stream()
            .filter(name -> name.startsWith("x-amz-") && !signed.contains(name))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new SignatureRefused(
              Code.HEADERS_NOT_SIGNED,
              "There were headers present in the request which were not signed")
          .with("HeadersNotSigned", String.join(", ", missing));
    }
  }

  private String value(String name) {
    return query.getOrDefault(name, "");
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static SignatureRefused refused(String message) {
    return new SignatureRefused(Code.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
  }
}
