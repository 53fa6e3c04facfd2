package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Checks the signatures of one service's requests (AWS general reference, "Signature Version 4").
public final class SignatureVerifier {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// "RequestTimeTooSkewed": more than 15 minutes, to either side.
  static final Duration SKEW = Duration.ofMinutes(15);

  private final String service;
  private final String region;
  private final Function<String, Optional<SigningKey>> keys;
  private final InstantSource clock;

  /// @param service its signing name: `s3`, `sqs`, `dynamodb`
  /// @param region the only one for which requests may be signed
  /// @param keys what an access key signs with, if there is such a key
  /// @param clock the one that signers have
  public SignatureVerifier(
      String service,
      String region,
      Function<String, Optional<SigningKey>> keys,
      InstantSource clock) {
    this.service = service;
    this.region = region;
    this.keys = keys;
    this.clock = clock;
  }

  /// Who signed the request; nothing if it carries no signature.
  ///
  /// @throws SignatureRefused if it carries one that is not right
  public Optional<Verified> verify(SignableRequest request) {
    boolean inHeader = request.headers().containsKey("authorization");
    boolean inQuery =
        request.query().contains("X-Amz-")
            && request.parameters().stream()
                .anyMatch(
                    parameter ->
                        parameter.name().equals("X-Amz-Algorithm")
                            || parameter.name().equals("X-Amz-Signature")
                            || parameter.name().equals("X-Amz-Credential"));
    if (inHeader && inQuery) {
      throw new SignatureRefused(
          Code.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    if (inHeader) {
      return Optional.of(new HeaderSignature(this, request).verify());
    }
    if (request.query().contains("AWSAccessKeyId=") && request.query().contains("Signature=")) {
      // Version 2, which AWS takes for no bucket made since June 2020.
      throw new SignatureRefused(
          Code.INVALID_REQUEST,
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
    return inQuery ? Optional.of(new QuerySignature(this, request).verify()) : Optional.empty();
  }

  /// Checks the signature of a form.
  public Scope verify(FormSignature form) {
    return form.verify(this);
  }

  /// The time that signers have.
  public Instant now() {
    return clock.instant();
  }

  /// The only region for which requests may be signed.
  public String region() {
    return region;
  }

  /// What of a scope is not this service's.
  ///
  /// @param message in S3's words
  /// @param detail the field of S3's answer with what would be right, if it has one
  record ScopeProblem(String message, Map<String, String> detail) {
    SignatureRefused as(Code code, String beginning) {
      SignatureRefused refused = new SignatureRefused(code, beginning + message);
      detail.forEach(refused::with);
      return refused;
    }
  }

  Optional<ScopeProblem> scopeProblem(Scope scope) {
    if (!scope.service().equals(service)) {
      return Optional.of(
          new ScopeProblem(
              "incorrect service \"%s\". This endpoint belongs to \"%s\"."
                  .formatted(scope.service(), service),
              Map.of()));
    }
    if (!scope.region().equals(region)) {
      return Optional.of(
          new ScopeProblem(
              "the region '%s' is wrong; expecting '%s'".formatted(scope.region(), region),
              Map.of("Region", region)));
    }
    return Optional.empty();
  }

  /// What the scope's key signs with, if the token is the one that goes with it.
  ///
  /// @param token empty if there is none
  SigningKey key(Scope scope, String token) {
    SigningKey key =
        keys.apply(scope.accessKey())
            .orElseThrow(() -> unknownKey(Code.INVALID_ACCESS_KEY_ID, scope));
    if (token.isEmpty() && key.sessionToken().isPresent()) {
      throw unknownKey(Code.TOKEN_MISSING, scope);
    }
    if (!Hashes.same(key.sessionToken().orElse(""), token)) {
      throw new SignatureRefused(
              Code.INVALID_TOKEN, "The provided token is malformed or otherwise invalid.")
          .with("Token-0", token);
    }
    return key;
  }

  /// AWS does not know a temporary key without its token, either.
  private static SignatureRefused unknownKey(Code code, Scope scope) {
    return new SignatureRefused(
            code, "The AWS Access Key Id you provided does not exist in our records.")
        .with("AWSAccessKeyId", scope.accessKey());
  }

  /// The chain that begins with this signature, once that is found right.
  ChunkChain check(
      SignableRequest request,
      Scope scope,
      SigningKey signedWith,
      String time,
      List<String> signedHeaders,
      Set<String> unsignedParameters,
      String payload,
      String signature) {
    String canonical =
        CanonicalRequest.of(request, signedHeaders, unsignedParameters, payload, service);
    String toSign = String.join("\n", ALGORITHM, time, scope.text(), Hashes.sha256Hex(canonical));
    byte[] key = scope.signingKey(signedWith.secretAccessKey());
    if (!Hashes.same(Hashes.hmacHex(key, toSign), signature)) {
      throw SignatureRefused.doesNotMatch()
          .with("AWSAccessKeyId", scope.accessKey())
          .with("StringToSign", toSign)
          .with("SignatureProvided", signature)
          .with("StringToSignBytes", bytes(toSign))
          .with("CanonicalRequest", canonical)
          .with("CanonicalRequestBytes", bytes(canonical));
    }
    return new ChunkChain(key, time, scope.text(), signature);
  }

  private static String bytes(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
