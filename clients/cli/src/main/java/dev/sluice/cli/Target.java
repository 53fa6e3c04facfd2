package dev.sluice.cli;

import java.net.URI;
import java.util.Optional;

/// Which Sluice the client commands talk to, and as whom: `SLUICE_URL` and `SLUICE_TOKEN` where
/// they are set, else what `./sluice up` announced here.
///
/// @param local whether it is the announced one
record Target(URI url, String token, boolean local) {
  static final String NOTHING_RUNS =
      "nothing runs here; start ./sluice up, or set SLUICE_URL and SLUICE_TOKEN";

  static Target find(Context context) {
    String token = context.environment().getOrDefault("SLUICE_TOKEN", "");
    String url = context.environment().getOrDefault("SLUICE_URL", "");
    if (!url.isEmpty()) {
      if (token.isEmpty()) {
        // A token of the local issuer goes to the local API only, never to a server of someone
        // else.
        throw new Failure("SLUICE_URL is set, SLUICE_TOKEN is not; set both, or neither");
      }
      return new Target(address(url), token, false);
    }
    URI announced = announced(context).orElseThrow(() -> new Failure(NOTHING_RUNS));
    return new Target(
        announced,
        token.isEmpty()
            ? Issuer.open(context.state())
                .token(Issuer.LOCAL_TENANT, Issuer.CLIENT_LIFETIME, context.clock().instant())
            : token,
        true);
  }

  /// Where it is, for what needs no token.
  static Optional<URI> address(Context context) {
    String url = context.environment().getOrDefault("SLUICE_URL", "");
    return url.isEmpty() ? announced(context) : Optional.of(address(url));
  }

  private static Optional<URI> announced(Context context) {
    return context.state().announced().map(Target::address);
  }

  private static URI address(String text) {
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      URI url = URI.create(trimmed);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new Failure("SLUICE_URL is \"" + text + "\"; it must be an http or https address");
  }
}
