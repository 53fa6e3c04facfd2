package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.access.Call;
import dev.sluice.local.sign.SignableRequest;
import dev.sluice.local.sign.SignatureRefused;
import dev.sluice.local.sign.SignatureVerifier;
import java.io.IOException;
import java.util.Optional;

/// Stands before a service that checks no signatures itself and lets through what is signed (AWS
/// general reference, "Signature Version 4"). The body is signed, too, so it is read here; such
/// services take small ones only.
public final class SignatureCheck implements HttpHandler {
  private static final String INVALID_TOKEN =
      "The security token included in the request is invalid";

  private final SignatureVerifier verifier;
  private final HttpHandler service;

  public SignatureCheck(SignatureVerifier verifier, HttpHandler service) {
    this.verifier = verifier;
    this.service = service;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = Call.read(exchange).body();
    Optional<ErrorAnswer> refusal =
        body.length > Call.MOST_BYTES
            ? Optional.of(
                new ErrorAnswer(
                    413,
                    "RequestEntityTooLargeException",
                    "RequestEntityTooLarge",
                    "A request has at most %d bytes.".formatted(Call.MOST_BYTES)))
            : refusal(exchange, body);
    if (refusal.isPresent()) {
      refusal.get().send(exchange);
      return;
    }
    service.handle(exchange);
  }

  private Optional<ErrorAnswer> refusal(HttpExchange exchange, byte[] body) {
    try {
      return verifier.verify(SignableRequest.of(exchange).withBody(body)).isPresent()
          ? Optional.empty()
          : Optional.of(
              refused(
                  exchange,
                  "MissingAuthenticationToken",
                  "Request is missing Authentication Token: it is not signed."));
    } catch (SignatureRefused refused) {
      return Optional.of(refused(exchange, code(refused.code()), message(refused)));
    }
  }

  /// The names of the other services (AWS general reference, "Common error types").
  private static String code(SignatureRefused.Code code) {
    return switch (code) {
      case INVALID_ACCESS_KEY_ID, INVALID_TOKEN, TOKEN_MISSING -> "InvalidClientTokenId";
      case ACCESS_DENIED,
          CREDENTIAL_SCOPE_OF_HEADER,
          CREDENTIAL_SCOPE_OF_QUERY,
          HEADERS_NOT_SIGNED,
          REQUEST_TIME_TOO_SKEWED,
          SIGNATURE_DOES_NOT_MATCH ->
          "SignatureDoesNotMatch";
      case AUTHORIZATION_HEADER_MALFORMED,
          AUTHORIZATION_QUERY_PARAMETERS_ERROR,
          DATE_MISSING,
          INCOMPLETE_BODY,
          INVALID_ARGUMENT,
          INVALID_CHUNK_SIZE,
          INVALID_REQUEST,
          MALFORMED_TRAILER ->
          "IncompleteSignature";
    };
  }

  private static String message(SignatureRefused refused) {
    String details = String.join(", ", refused.details().values());
    return switch (refused.code()) {
      case INVALID_ACCESS_KEY_ID -> INVALID_TOKEN + ": there is no access key " + details + '.';
      case INVALID_TOKEN -> INVALID_TOKEN + '.';
      case TOKEN_MISSING -> INVALID_TOKEN + ": a session token goes with " + details + '.';
      case CREDENTIAL_SCOPE_OF_HEADER, CREDENTIAL_SCOPE_OF_QUERY ->
          refused.details().isEmpty()
              ? "Credential should be scoped to correct service."
              : "Credential should be scoped to a valid region. Here it is " + details + '.';
      case REQUEST_TIME_TOO_SKEWED -> "Signature expired: " + details;
      case HEADERS_NOT_SIGNED -> refused.getMessage() + ": " + details;
      default -> String.valueOf(refused.getMessage());
    };
  }

  /// The JSON protocols have names of their own for some of these errors, and DynamoDB has its own
  /// status (its developer guide, "Error messages and codes").
  private static ErrorAnswer refused(HttpExchange exchange, String code, String message) {
    String type =
        switch (code) {
          case "InvalidClientTokenId" -> "UnrecognizedClientException";
          case "SignatureDoesNotMatch" -> "InvalidSignatureException";
          default -> code + "Exception";
        };
    String target = exchange.getRequestHeaders().getFirst(ErrorAnswer.TARGET);
    int status = target != null && target.startsWith("DynamoDB") ? 400 : 403;
    return new ErrorAnswer(status, type, code, message);
  }
}
