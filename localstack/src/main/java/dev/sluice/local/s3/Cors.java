package dev.sluice.local.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evaluates the buckets' CORS rules around an S3: answers preflights, and adds the headers that
/// let a page read an answer.
final class Cors implements HttpHandler {
  private final Map<String, BucketSpec> buckets;
  private final HttpHandler s3;

  Cors(Map<String, BucketSpec> buckets, HttpHandler s3) {
    this.buckets = buckets;
    this.s3 = s3;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Headers request = exchange.getRequestHeaders();
    String origin = request.getFirst("Origin");
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      preflight(exchange, origin == null ? "" : origin);
      return;
    }
    if (origin != null) {
      rule(exchange, origin, exchange.getRequestMethod())
          .ifPresent(rule -> rule.answer(exchange.getResponseHeaders(), origin));
    }
    s3.handle(exchange);
  }

  private void preflight(HttpExchange exchange, String origin) throws IOException {
    Headers request = exchange.getRequestHeaders();
    String method = request.getFirst("Access-Control-Request-Method");
    String asked = request.getFirst("Access-Control-Request-Headers");
    String headers = asked == null ? "" : asked;
    Optional<CorsRule> rule =
        method == null
            ? Optional.empty()
            : rule(exchange, origin, method).filter(it -> it.allowsHeaders(headers));
    if (rule.isEmpty()) {
      forbidden(exchange);
      return;
    }
    Headers response = exchange.getResponseHeaders();
    rule.get().answer(response, origin);
    if (!headers.isEmpty()) {
      response.set("Access-Control-Allow-Headers", headers);
    }
    rule.get()
        .maxAgeSeconds()
        .ifPresent(age -> response.set("Access-Control-Max-Age", Integer.toString(age)));
    exchange.sendResponseHeaders(200, -1);
  }

  private Optional<CorsRule> rule(HttpExchange exchange, String origin, String method) {
    String path = exchange.getRequestURI().getPath();
    int end = path.indexOf('/', 1);
    String bucket = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    List<CorsRule> rules =
        Optional.ofNullable(buckets.get(bucket)).map(BucketSpec::cors).orElse(List.of());
    return rules.stream().filter(rule -> rule.fits(origin, method)).findFirst();
  }

  private static void forbidden(HttpExchange exchange) throws IOException {
    byte[] body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessForbidden</Code><Message>CORSResponse: no rule of the bucket allows this origin, \
        method and headers.</Message></Error>
        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(403, body.length);
    exchange.getResponseBody().write(body);
  }
}
