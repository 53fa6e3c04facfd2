package dev.sluice.local.s3.wire;

/// Where a request's signature stands (Amazon S3 API reference, "Amazon S3 Signature Version 4
/// Authentication Specific Policy Keys").
public enum AuthType {
  HEADER("REST-HEADER"),
  QUERY("REST-QUERY-STRING"),
  FORM("POST");

  private final String text;

  AuthType(String text) {
    this.text = text;
  }

  /// As the condition key `s3:authType` has it.
  public String text() {
    return text;
  }
}
