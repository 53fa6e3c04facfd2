package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Checks the signatures of one service's requests (AWS general reference, "Signature Version 4").
public final class SignatureVerifier {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// "RequestTimeTooSkewed": more than 15 minutes, to either side.
  static final Duration SKEW = Duration.ofMinutes(15);

  private final String service;
  private final Function<String, Optional<String>> secretOf;
  private final InstantSource clock;

  /// @param service its signing name: `s3`, `sqs`, `dynamodb`
  /// @param secretOf the secret of an access key, if there is such a key
  /// @param clock the one that signers have
  public SignatureVerifier(
      String service, Function<String, Optional<String>> secretOf, InstantSource clock) {
    this.service = service;
    this.secretOf = secretOf;
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

  /// Checks the signature over a form's policy, which is signed as it stands.
  ///
  /// @param credential `KEY/DATE/REGION/SERVICE/aws4_request`
  public Scope verifyPolicy(String policy, String credential, String signature) {
    Scope scope =
        Scope.parse(credential)
            .orElseThrow(
                () ->
                    new SignatureRefused(
                        Code.INVALID_ARGUMENT,
                        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
                            + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    String expected =
        HexFormat.of().formatHex(Hashes.hmac(scope.signingKey(secret(scope)), policy));
    if (!Hashes.same(expected, signature)) {
      throw SignatureRefused.doesNotMatch()
          .with("AWSAccessKeyId", scope.accessKey())
          .with("StringToSign", policy)
          .with("SignatureProvided", signature);
    }
    return scope;
  }

  /// The time that signers have.
  public Instant now() {
    return clock.instant();
  }

  String service() {
    return service;
  }

  String secret(Scope scope) {
    return secretOf
        .apply(scope.accessKey())
        .orElseThrow(
            () ->
                new SignatureRefused(
                        Code.INVALID_ACCESS_KEY_ID,
                        "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", scope.accessKey()));
  }

  /// The chain that begins with this signature, once that is found right.
  ChunkChain check(
      SignableRequest request,
      Scope scope,
      String time,
      List<String> signedHeaders,
      Set<String> unsignedParameters,
      String payload,
      String signature) {
    String canonical =
        CanonicalRequest.of(request, signedHeaders, unsignedParameters, payload, service);
    String toSign = String.join("\n", ALGORITHM, time, scope.text(), Hashes.sha256Hex(canonical));
    byte[] key = scope.signingKey(secret(scope));
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
