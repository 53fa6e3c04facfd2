package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpRequest;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.sign.PresignedRequest;
import tools.jackson.databind.node.ObjectNode;

/// Sends a client to S3: by a redirect, or by the URL alone, which a page needs that must not carry
/// its token on to another host.
final class Download {
  private Download() {}

  static HttpResponse answer(HttpRequest request, PresignedRequest get) {
    if (request.header("accept").orElse("").contains("application/json")) {
      ObjectNode json = Json.object();
      json.put("url", get.url());
      json.put("expiresAt", get.expiresAt().toString());
      return HttpResponse.json(200, json);
    }
    return HttpResponse.redirect(get.url());
  }
}
