package dev.sluice.api.route;

import dev.sluice.api.http.HttpResponse;

/// `GET /v1/uploads/{id}/thumbnail`
public record UploadThumbnail(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    return Download.answer(call.request(), services.uploads().thumbnail(call.owner(), call.id()));
  }
}
