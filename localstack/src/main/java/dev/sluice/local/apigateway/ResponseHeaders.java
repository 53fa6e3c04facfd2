package dev.sluice.local.apigateway;

import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A function's headers as clients get them ("Amazon API Gateway important notes", API Gateway
/// developer guide): some are the gateway's own, and the function's come under another name.
final class ResponseHeaders {
  private static final String PREFIX = "x-amzn-Remapped-";

  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "date",
          "expect",
          "host",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate",
          "x-amzn-requestid");

  /// The server's, which writes the body.
  private static final Set<String> DROPPED =
      Set.of("te", "trailer", "transfer-encoding", "upgrade");

  private ResponseHeaders() {}

  static void write(Map<String, List<String>> from, boolean ofFunction, Headers to) {
    from.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!DROPPED.contains(lower)) {
            boolean remapped = ofFunction && REMAPPED.contains(lower);
            to.put(remapped ? PREFIX + name : name, new ArrayList<>(values));
          }
        });
    to.putIfAbsent("Content-Type", List.of("application/json"));
  }
}
