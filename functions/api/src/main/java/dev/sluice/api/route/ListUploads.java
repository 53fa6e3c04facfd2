package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.Refused;
import dev.sluice.core.upload.UploadPage;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/uploads?limit=&cursor=`
public record ListUploads(Services services) implements Endpoint {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAXIMUM_LIMIT = 100;

  @Override
  public HttpResponse handle(Call call) {
    int limit = call.request().parameter("limit").map(ListUploads::limit).orElse(DEFAULT_LIMIT);
    Optional<Cursor> cursor = call.request().parameter("cursor").map(ListUploads::cursor);
    UploadPage page = services.uploads().list(call.owner(), limit, cursor);
    ObjectNode json = Json.object();
    ArrayNode uploads = json.putArray("uploads");
    page.uploads().forEach(upload -> uploads.add(Json.upload(upload)));
    page.next().ifPresent(next -> json.put("cursor", next.encode()));
    return HttpResponse.json(200, json);
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAXIMUM_LIMIT) {
        return limit;
      }
    }
    throw new Refused(new Refusal.BadField("limit", "limit is a whole number, 1 to 100"));
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(
            () ->
                new Refused(
                    new Refusal.BadField(
                        "cursor", "cursor is what the page before gave, unchanged")));
  }
}
