package dev.sluice.local.access;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request over HTTP to a service whose requests are small, and tell in their body what they are
/// about.
///
/// @param target the header `X-Amz-Target`
@SuppressWarnings("ArrayRecordComponent") // Lives for one request and is never compared.
public record Call(String method, @Nullable String target, URI uri, byte[] body) {
  /// The largest body that DynamoDB takes (developer guide, "Quotas": 16 MB a request); the others
  /// take less.
  public static final int MOST_BYTES = 16 << 20;

  /// Reads a request, and puts its body back for whoever comes next: one byte more than
  /// `MOST_BYTES`, if it is longer.
  public static Call read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    exchange.setStreams(new ByteArrayInputStream(body), null);
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestHeaders().getFirst("X-Amz-Target"),
        exchange.getRequestURI(),
        body);
  }

  /// What the JSON protocols call the operation.
  public String operation() {
    return target == null ? "" : target.substring(target.lastIndexOf('.') + 1);
  }

  /// The body; missing when it is no JSON, which the service says itself.
  public JsonNode json() {
    try {
      return JsonMapper.shared().readTree(body());
    } catch (JacksonException unreadable) {
      return JsonMapper.shared().missingNode();
    }
  }
}
