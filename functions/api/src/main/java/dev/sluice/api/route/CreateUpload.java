package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.upload.Checksum;
import dev.sluice.core.upload.NewUpload;
import java.util.Optional;

/// `POST /v1/uploads`
public record CreateUpload(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    Body body = call.body().only("collection", "fileName", "size", "type", "checksum");
    NewUpload asked =
        new NewUpload(
            body.optionalText("collection"),
            body.text("fileName"),
            body.number("size"),
            body.optionalText("type"),
            body.optionalObject("checksum").map(CreateUpload::checksum));
    return HttpResponse.json(201, Json.upload(services.uploads().create(call.owner(), asked)));
  }

  private static Checksum checksum(Body checksum) {
    checksum.only("algorithm", "value");
    Optional<String> algorithm = checksum.optionalText("algorithm");
    if (!algorithm.equals(Optional.of("SHA256"))) {
      throw checksum.bad("algorithm", "is SHA256, the only one so far");
    }
    return new Checksum(checksum.text("value"));
  }
}
