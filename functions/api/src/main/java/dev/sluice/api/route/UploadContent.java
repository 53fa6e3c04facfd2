package dev.sluice.api.route;

import dev.sluice.api.http.HttpResponse;

/// `GET /v1/uploads/{id}/content`
public record UploadContent(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    return Download.answer(call.request(), services.uploads().content(call.owner(), call.id()));
  }
}
