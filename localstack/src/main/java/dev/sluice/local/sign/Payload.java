package dev.sluice.local.sign;

import java.util.Optional;
import java.util.regex.Pattern;

/// What `x-amz-content-sha256` says of a body.
public sealed interface Payload {
  Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  /// The body's hash in hexadecimal digits, to be compared.
  record Hash(String hex) implements Payload {}

  /// The body is not signed.
  record Unsigned() implements Payload {}

  /// The body comes in chunks of the form `aws-chunked`.
  record Chunked(boolean signed, boolean trailer) implements Payload {}

  /// What a header's value means; nothing if it is none that AWS knows.
  static Optional<Payload> parse(String value) {
    return switch (value) {
      case "UNSIGNED-PAYLOAD" -> Optional.of(new Unsigned());
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> Optional.of(new Chunked(true, false));
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> Optional.of(new Chunked(true, true));
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> Optional.of(new Chunked(false, true));
      default ->
          HASH.matcher(value).matches()
              ? Optional.of(new Hash(value.toLowerCase(java.util.Locale.ROOT)))
              : Optional.empty();
    };
  }
}
