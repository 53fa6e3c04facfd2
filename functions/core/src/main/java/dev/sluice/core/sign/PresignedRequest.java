package dev.sluice.core.sign;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// A request that anyone who holds it may send, once or often, until it expires.
///
/// The URL is a string since parsing it into a [URI] takes longer than signing it; [#uri()] parses.
///
/// @param headers lower-case names, in order; the client must send exactly these values. `host` and
///   `content-length` are signed where they apply but not listed: every HTTP client sets them
///   itself, and a browser forbids setting them.
public record PresignedRequest(
    String method, String url, Map<String, String> headers, Instant expiresAt) {
  public URI uri() {
    return URI.create(url);
  }
}
