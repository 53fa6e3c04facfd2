package dev.sluice.local.s3.wire;

import java.io.IOException;
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

  /// Reads what nobody asked for, so that the client gets to read the answer.
  void drain(long most) throws IOException {
    byte[] bytes = new byte[64 * 1024];
    long left = most;
    for (int count = 0; count >= 0 && left > 0; left -= count) {
      count = stream.read(bytes);
    }
  }
}
