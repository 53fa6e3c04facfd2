package dev.sluice.local.s3.wire;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A request's body, without what `aws-chunked` puts around it.
///
/// @param length that was announced; -1 if none was
/// @param sha256 that the body has to have, in hexadecimal digits
/// @param trailers what came behind it, once it is read
public record Body(
    InputStream stream,
    long length,
    Optional<String> sha256,
    Supplier<Map<String, String>> trailers) {
  /// A trailer's value; nothing before the body is read.
  Optional<String> trailer(String name) {
    return Optional.ofNullable(trailers.get().get(name));
  }
}
