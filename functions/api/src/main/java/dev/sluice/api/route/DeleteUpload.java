package dev.sluice.api.route;

import dev.sluice.api.http.HttpResponse;

/// `DELETE /v1/uploads/{id}`
public record DeleteUpload(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    services.uploads().delete(call.owner(), call.id());
    return HttpResponse.empty(204);
  }
}
