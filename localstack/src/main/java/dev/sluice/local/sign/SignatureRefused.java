package dev.sluice.local.sign;

import java.util.LinkedHashMap;
import java.util.Map;

/// Why a signature was not accepted, in S3's words; the other services have words of their own.
public final class SignatureRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What is wrong. Each service has a name of its own for it.
  public enum Code {
    ACCESS_DENIED,
    AUTHORIZATION_HEADER_MALFORMED,
    AUTHORIZATION_QUERY_PARAMETERS_ERROR,
    CREDENTIAL_SCOPE_OF_HEADER,
    CREDENTIAL_SCOPE_OF_QUERY,
    DATE_MISSING,
    HEADERS_NOT_SIGNED,
    INCOMPLETE_BODY,
    INVALID_ACCESS_KEY_ID,
    INVALID_ARGUMENT,
    INVALID_CHUNK_SIZE,
    INVALID_REQUEST,
    INVALID_TOKEN,
    MALFORMED_TRAILER,
    REQUEST_TIME_TOO_SKEWED,
    SIGNATURE_DOES_NOT_MATCH,
    TOKEN_MISSING
  }

  private final Code code;
  private final transient Map<String, String> details = new LinkedHashMap<>();

  SignatureRefused(Code code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  SignatureRefused with(String name, String value) {
    details.put(name, value);
    return this;
  }

  public Code code() {
    return code;
  }

  /// Further fields of the answer, by their names in AWS's XML.
  public Map<String, String> details() {
    return details;
  }

  static SignatureRefused doesNotMatch() {
    return new SignatureRefused(
        Code.SIGNATURE_DOES_NOT_MATCH,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.");
  }
}
