package dev.sluice.api;

import dev.sluice.api.http.HttpRequest;
import dev.sluice.api.http.HttpResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Which pages may call the API from a browser (Fetch standard, "CORS protocol"). A token is sent
/// by the page itself, never by the browser, so credentials are not allowed to anyone.
final class Cors {
  private static final String ANY = "*";
  private static final int PREFLIGHT_SECONDS = 7200;

  private final Set<String> origins;

  /// @param origins with commas between them; `*` for all
  Cors(String origins) {
    this.origins = Arrays.stream(origins.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  HttpResponse preflight(Collection<String> methods) {
    return HttpResponse.empty(204)
        .with("Access-Control-Allow-Methods", String.join(", ", methods))
        .with("Access-Control-Allow-Headers", "authorization, content-type")
        .with("Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS));
  }

  HttpResponse allow(HttpRequest request, HttpResponse response) {
    if (origins.contains(ANY)) {
      return response.with("Access-Control-Allow-Origin", ANY);
    }
    HttpResponse varied = response.with("Vary", "Origin");
    return request
        .header("origin")
        .filter(origins::contains)
        .map(origin -> varied.with("Access-Control-Allow-Origin", origin))
        .orElse(varied);
  }
}
