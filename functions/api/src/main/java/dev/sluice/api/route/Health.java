package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;

/// `GET /health`: the function runs.
public record Health(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    return HttpResponse.json(200, Json.object().put("status", "up"));
  }
}
