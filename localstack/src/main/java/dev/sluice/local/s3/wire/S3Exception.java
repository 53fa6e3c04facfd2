package dev.sluice.local.s3.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that S3 refuses.
public final class S3Exception extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final S3Error error;
  private final transient Map<String, String> details = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  S3Exception(S3Error error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /// Adds a field to the answer's XML.
  public S3Exception with(String name, String value) {
    details.put(name, value);
    return this;
  }

  /// Adds a header to the answer.
  public S3Exception header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public S3Error error() {
    return error;
  }

  public Map<String, String> details() {
    return details;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
