package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;

/// `GET /v1/uploads/{id}`
public record UploadStatus(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    return HttpResponse.json(200, Json.upload(services.uploads().status(call.owner(), call.id())));
  }
}
