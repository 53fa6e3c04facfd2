package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Stands before a service that checks no signatures itself and lets through what is signed in the
/// header (Signature Version 4), by a known key, within 15 minutes. The body is signed, too, so it
/// is read here; such services take small ones only.
public final class SignatureCheck implements HttpHandler {
  /// The largest that DynamoDB takes (developer guide, "Quotas": 16 MB a request).
  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Function<String, Optional<String>> secretOf;
  private final InstantSource clock;
  private final HttpHandler service;

  /// @param secretOf the secret of an access key, if there is such a key
  /// @param clock the one that signers have
  public SignatureCheck(
      Function<String, Optional<String>> secretOf, InstantSource clock, HttpHandler service) {
    this.secretOf = secretOf;
    this.clock = clock;
    this.service = service;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    Optional<ErrorAnswer> refusal =
        body.length > MAX_BODY_BYTES
            ? Optional.of(
                new ErrorAnswer(
                    413,
                    "RequestEntityTooLargeException",
                    "RequestEntityTooLarge",
                    "A request has at most %d bytes.".formatted(MAX_BODY_BYTES)))
            : refusal(exchange, body);
    if (refusal.isPresent()) {
      refusal.get().send(exchange);
      return;
    }
    exchange.setStreams(new ByteArrayInputStream(body), null);
    service.handle(exchange);
  }

  private Optional<ErrorAnswer> refusal(HttpExchange exchange, byte[] body) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return refused(
          exchange,
          "MissingAuthenticationToken",
          "Request is missing Authentication Token: it has no header Authorization.");
    }
    Optional<Authorization> parsed = Authorization.parse(header);
    Optional<Instant> time = time(exchange);
    if (parsed.isEmpty() || time.isEmpty()) {
      return refused(
          exchange,
          "IncompleteSignature",
          "A signed request has the header X-Amz-Date, and an Authorization of %s with Credential, SignedHeaders and Signature."
              .formatted(Authorization.ALGORITHM));
    }
    Authorization authorization = parsed.get();
    Optional<String> secret = secretOf.apply(authorization.accessKey());
    if (secret.isEmpty()) {
      return refused(
          exchange,
          "InvalidClientTokenId",
          "The security token included in the request is invalid: there is no access key %s."
              .formatted(authorization.accessKey()));
    }
    if (Duration.between(time.get(), clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
      return refused(
          exchange,
          "SignatureDoesNotMatch",
          "Signature expired: it was made at %s and it is %s."
              .formatted(time.get(), clock.instant()));
    }
    return matches(exchange, authorization, secret.get(), TIME.format(time.get()), body)
        ? Optional.empty()
        : refused(
            exchange,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
  }

  private static boolean matches(
      HttpExchange exchange, Authorization authorization, String secret, String time, byte[] body) {
    List<String> signed = authorization.signedHeaders();
    if (!time.startsWith(authorization.date())
        || !signed.containsAll(List.of("host", "x-amz-date"))) {
      return false;
    }
    String request = CanonicalRequest.of(exchange, signed, body);
    String text =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            time,
            String.join("/", authorization.scope()),
            Digests.sha256(Digests.utf8(request)));
    return MessageDigest.isEqual(
        Digests.utf8(Digests.signature(secret, authorization.scope(), text)),
        Digests.utf8(authorization.signature()));
  }

  private static Optional<Instant> time(HttpExchange exchange) {
    try {
      return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Date"))
          .map(text -> TIME.parse(text, Instant::from));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /// The JSON protocols have names of their own for some of these errors, and DynamoDB has its own
  /// status (its developer guide, "Error messages and codes").
  private static Optional<ErrorAnswer> refused(HttpExchange exchange, String code, String message) {
    String type =
        switch (code) {
          case "InvalidClientTokenId" -> "UnrecognizedClientException";
          case "SignatureDoesNotMatch" -> "InvalidSignatureException";
          default -> code + "Exception";
        };
    String target = exchange.getRequestHeaders().getFirst(ErrorAnswer.TARGET);
    int status = target != null && target.startsWith("DynamoDB") ? 400 : 403;
    return Optional.of(new ErrorAnswer(status, type, code, message));
  }
}
