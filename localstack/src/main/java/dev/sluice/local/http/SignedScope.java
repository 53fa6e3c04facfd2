package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Who signed a request, and for which service, as its credential scope says (AWS general
/// reference, Signature Version 4). Nothing of it is verified here.
record SignedScope(String accessKey, String service, boolean presigned) {
  private static final String CREDENTIAL = "Credential=";
  private static final String QUERY_CREDENTIAL = "X-Amz-Credential=";
  private static final int PARTS = 5;

  static Optional<SignedScope> of(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null) {
      int at = header.indexOf(CREDENTIAL);
      return at < 0 ? Optional.empty() : parse(header.substring(at + CREDENTIAL.length()), false);
    }
    String query = exchange.getRequestURI().getRawQuery();
    int at = query == null ? -1 : query.indexOf(QUERY_CREDENTIAL);
    if (query == null || at < 0) {
      return Optional.empty();
    }
    String rest = query.substring(at + QUERY_CREDENTIAL.length());
    int end = rest.indexOf('&');
    return parse(
        URLDecoder.decode(end < 0 ? rest : rest.substring(0, end), StandardCharsets.UTF_8), true);
  }

  /// `KEY/DATE/REGION/SERVICE/aws4_request`
  private static Optional<SignedScope> parse(String credential, boolean presigned) {
    int comma = credential.indexOf(',');
    String[] parts =
        (comma < 0 ? credential : credential.substring(0, comma)).strip().split("/", -1);
    return parts.length < PARTS
        ? Optional.empty()
        : Optional.of(
            new SignedScope(parts[parts.length - PARTS], parts[parts.length - 2], presigned));
  }
}
