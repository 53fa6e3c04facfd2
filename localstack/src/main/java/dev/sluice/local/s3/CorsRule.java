package dev.sluice.local.s3;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// One rule of a bucket's CORS configuration (Amazon S3 user guide, "Using cross-origin resource
/// sharing"): S3 takes the first that fits.
public record CorsRule(
    Set<String> methods,
    List<String> origins,
    List<String> headers,
    List<String> exposedHeaders,
    OptionalInt maxAgeSeconds) {
  public CorsRule {
    methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
    origins = List.copyOf(origins);
    headers = List.copyOf(headers);
    exposedHeaders = List.copyOf(exposedHeaders);
  }

  public boolean fits(String origin, String method) {
    return methods.contains(method)
        && origins.stream().anyMatch(pattern -> matches(pattern, origin));
  }

  /// @param requested the names in `Access-Control-Request-Headers`
  public boolean allowsHeaders(String requested) {
    return Arrays.stream(requested.split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .allMatch(
            name ->
                headers.stream()
                    .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name)));
  }

  public void answer(Headers response, String origin) {
    boolean anyone = origins.contains("*");
    response.set("Access-Control-Allow-Origin", anyone ? "*" : origin);
    if (!anyone) {
      response.set("Access-Control-Allow-Credentials", "true");
    }
    response.set("Access-Control-Allow-Methods", String.join(", ", methods));
    if (!exposedHeaders.isEmpty()) {
      response.set("Access-Control-Expose-Headers", String.join(", ", exposedHeaders));
    }
    maxAgeSeconds.ifPresent(age -> response.set("Access-Control-Max-Age", Integer.toString(age)));
    response.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  /// S3 allows one `*` in a pattern.
  private static boolean matches(String pattern, String value) {
    int star = pattern.indexOf('*');
    return star < 0
        ? pattern.equals(value)
        : value.length() >= pattern.length() - 1
            && value.startsWith(pattern.substring(0, star))
            && value.endsWith(pattern.substring(star + 1));
  }
}
