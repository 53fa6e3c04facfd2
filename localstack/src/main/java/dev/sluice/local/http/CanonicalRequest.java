package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text that a signature is over (IAM user guide, "Create a signed AWS API request"), for the
/// services other than S3: their paths are encoded twice, and the body's hash is always signed.
final class CanonicalRequest {
  private CanonicalRequest() {}

  static String of(HttpExchange exchange, List<String> signedHeaders, byte[] body) {
    URI uri = exchange.getRequestURI();
    String headers =
        signedHeaders.stream()
            .map(name -> name + ':' + values(exchange.getRequestHeaders().get(name)) + '\n')
            .collect(Collectors.joining());
    return String.join(
        "\n",
        exchange.getRequestMethod(),
        encoded(uri.getRawPath()).replace("%2F", "/"),
        query(uri.getRawQuery()),
        headers,
        String.join(";", signedHeaders),
        Digests.sha256(body));
  }

  private static String values(@Nullable List<String> values) {
    return values == null
        ? ""
        : values.stream()
            .map(value -> value.strip().replaceAll(" +", " "))
            .collect(Collectors.joining(","));
  }

  private static String query(@Nullable String raw) {
    return raw == null || raw.isEmpty()
        ? ""
        : Arrays.stream(raw.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(CanonicalRequest::pair)
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static String pair(String raw) {
    String[] sides = raw.split("=", 2);
    return recoded(sides[0]) + '=' + (sides.length > 1 ? recoded(sides[1]) : "");
  }

  private static String recoded(String raw) {
    return encoded(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-_.~".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }
}
