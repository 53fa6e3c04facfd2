package dev.sluice.validator;

import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// S3's event notification (Amazon S3 user guide, "Event message structure").
final class ObjectCreated {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private ObjectCreated() {}

  /// The objects that a message says were created. None for `s3:TestEvent`, which S3 sends once
  /// when the notification is configured.
  static List<StoredObject> objects(String body) {
    List<StoredObject> objects = new ArrayList<>();
    for (JsonNode record : MAPPER.readTree(body).path("Records")) {
      if (record.path("eventName").asString("").startsWith("ObjectCreated:")) {
        JsonNode object = record.path("s3").path("object");
        objects.add(
            new StoredObject(
                new ObjectKey(
                    URLDecoder.decode(object.path("key").asString(""), StandardCharsets.UTF_8)),
                object.path("eTag").asString(""),
                object.path("size").asLong(0)));
      }
    }
    return objects;
  }
}
