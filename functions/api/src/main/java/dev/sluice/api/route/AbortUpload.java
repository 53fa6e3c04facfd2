package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;

/// `POST /v1/uploads/{id}/abort`
public record AbortUpload(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    return HttpResponse.json(200, Json.upload(services.uploads().abort(call.owner(), call.id())));
  }
}
