package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.sign.Percent;
import dev.sluice.local.sign.Scope;
import java.util.Optional;

/// Who signed a request, and for which service, as its credential scope says (AWS general
/// reference, Signature Version 4). Nothing of it is verified here.
record SignedScope(String accessKey, String region, String service, boolean presigned) {
  private static final String CREDENTIAL = "Credential=";
  private static final String QUERY_CREDENTIAL = "X-Amz-Credential=";

  static Optional<SignedScope> of(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null) {
      return parse(behind(CREDENTIAL, header, ','), false);
    }
    String query = exchange.getRequestURI().getRawQuery();
    return query == null
        ? Optional.empty()
        : parse(Percent.decodeForm(behind(QUERY_CREDENTIAL, query, '&')), true);
  }

  private static Optional<SignedScope> parse(String credential, boolean presigned) {
    return Scope.parse(credential.strip())
        .map(
            scope ->
                new SignedScope(scope.accessKey(), scope.region(), scope.service(), presigned));
  }

  private static String behind(String name, String text, char end) {
    int at = text.indexOf(name);
    if (at < 0) {
      return "";
    }
    int from = at + name.length();
    int to = text.indexOf(end, from);
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
