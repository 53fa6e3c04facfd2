package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.upload.Uploads;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/uploads/{id}/parts`
public record SignParts(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    Body body = call.body().only("from", "count");
    Uploads.SignedParts signed =
        services
            .uploads()
            .signParts(call.owner(), call.id(), body.number("from"), body.number("count"));
    ObjectNode json = Json.object();
    json.set("parts", Json.parts(signed));
    return HttpResponse.json(200, json);
  }
}
