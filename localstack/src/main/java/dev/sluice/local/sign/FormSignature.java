package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.util.HexFormat;

/// A signature among a form's fields, over its policy as it stands ("Authenticating requests in
/// browser-based uploads using POST", Amazon S3 API reference).
///
/// @param algorithm, credential, date as the fields `X-Amz-…` have them
/// @param token empty if the form has none
public record FormSignature(
    String policy,
    String algorithm,
    String credential,
    String date,
    String token,
    String signature) {

  Scope verify(SignatureVerifier verifier) {
    if (!algorithm.equals(SignatureVerifier.ALGORITHM)) {
      throw refused(
          "X-Amz-Algorithm",
          algorithm,
          "X-Amz-Algorithm only supports \"" + SignatureVerifier.ALGORITHM + "\"");
    }
    Scope scope =
        Scope.parse(credential)
            .orElseThrow(
                () ->
                    new SignatureRefused(
                        Code.INVALID_ARGUMENT,
                        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
                            + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    verifier
        .scopeProblem(scope)
        .ifPresent(
            problem -> {
              throw problem
                  .as(Code.INVALID_ARGUMENT, "")
                  .with("ArgumentName", "X-Amz-Credential")
                  .with("ArgumentValue", credential);
            });
    if (AmzDate.parse(date).isEmpty() || !date.startsWith(scope.date())) {
      throw refused(
          "X-Amz-Date",
          date,
          "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\", and of the"
              + " credential's day");
    }
    byte[] key = scope.signingKey(verifier.key(scope, token).secretAccessKey());
    String expected = HexFormat.of().formatHex(Hashes.hmac(key, policy));
    if (!Hashes.same(expected, signature)) {
      throw SignatureRefused.doesNotMatch()
          .with("AWSAccessKeyId", scope.accessKey())
          .with("StringToSign", policy)
          .with("SignatureProvided", signature);
    }
    return scope;
  }

  private static SignatureRefused refused(String field, String value, String because) {
    return new SignatureRefused(Code.INVALID_ARGUMENT, because)
        .with("ArgumentName", field)
        .with("ArgumentValue", value);
  }
}
