package dev.sluice.local.s3.operation;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.s3.CorsRule;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Store;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Evaluates the buckets' CORS rules: answers preflights, and adds the headers that let a page read
/// an answer.
final class Cors {
  private final Store store;

  Cors(Store store) {
    this.store = store;
  }

  Answer preflight(Call call, Headers response) {
    String origin =
        call.header("origin")
            .orElseThrow(
                () ->
                    S3Error.BAD_REQUEST.refused(
                        "Insufficient information. Origin request header needed."));
    Optional<String> method = call.header("access-control-request-method");
    String headers = call.header("access-control-request-headers").orElse("");
    List<CorsRule> rules = rules(call);
    String shown = method.orElse("OPTIONS");
    if (rules.isEmpty()) {
      throw forbidden("CORSResponse: CORS is not enabled for this bucket.", shown, "BUCKET");
    }
    if (method.isEmpty()) {
      throw S3Error.BAD_REQUEST.refused("Invalid Access-Control-Request-Method: null");
    }
    CorsRule rule =
        rules.stream()
            .filter(it -> it.fits(origin, method.get()))
            .filter(it -> it.allowsHeaders(headers))
            .findFirst()
            .orElseThrow(
                () ->
                    forbidden(
                        "CORSResponse: This CORS request is not allowed. This is usually because"
                            + " the evalution of Origin, request method /"
                            + " Access-Control-Request-Method or Access-Control-Request-Headers"
                            + " are not whitelisted by the resource's CORS spec.",
                        shown,
                        call.key().isEmpty() ? "BUCKET" : "OBJECT"));
    rule.answer(response, origin);
    if (!headers.isEmpty()) {
      response.set("Access-Control-Allow-Headers", headers.replaceAll("\\s*,\\s*", ", "));
    }
    return Answer.empty(200);
  }

  /// Adds to the answer of any other request what a page needs to read it.
  void decorate(Call call, HttpExchange exchange) {
    Optional<String> origin = call.header("origin");
    if (origin.isPresent()) {
      String method = call.header("access-control-request-method").orElse(call.method());
      rules(call).stream()
          .filter(it -> it.fits(origin.get(), method))
          .findFirst()
          .ifPresent(it -> it.answer(exchange.getResponseHeaders(), origin.get()));
    }
  }

  private List<CorsRule> rules(Call call) {
    return store
        .find(call.bucket())
        .flatMap(bucket -> bucket.document(Configuration.CORS))
        .map(document -> CorsXml.parse(document.getBytes(StandardCharsets.UTF_8)))
        .orElse(List.of());
  }

  private static S3Exception forbidden(String because, String method, String type) {
    return S3Error.ACCESS_FORBIDDEN
        .refused(because)
        .with("Method", method)
        .with("ResourceType", type);
  }
}
