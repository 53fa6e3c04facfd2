package dev.sluice.api;

import dev.sluice.core.sign.PresignedRequest;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadWithTasks;
import dev.sluice.core.upload.Uploads;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Core's values as the JSON of `docs/api.md`.
public final class Json {
  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ObjectNode upload(Upload upload) {
    ObjectNode json = object();
    var declaration = upload.declaration();
    json.put("id", upload.id().value());
    json.put("state", upload.state().name());
    json.put("collection", declaration.collection().value());
    json.put("fileName", declaration.fileName().value());
    json.put("size", declaration.size());
    json.put("type", declaration.declaredType().toString());
    json.put("createdAt", declaration.createdAt().toString());
    switch (upload) {
      case Upload.Pending pending -> json.put("expiresAt", pending.expiresAt().toString());
      case Upload.Scanning scanning ->
          json.put("mediaType", scanning.found().toString())
              .put("deadline", scanning.deadline().toString());
      case Upload.Ready ready -> json.put("mediaType", ready.found().toString());
      case Upload.Rejected rejected -> {
        json.put("mediaType", rejected.found().toString());
        json.putObject("reason")
            .put("code", rejected.reason().code().slug())
            .put("detail", rejected.reason().detail());
      }
      case Upload.Uploaded _, Upload.Aborted _, Upload.Expired _, Upload.Deleted _ -> {}
    }
    return json;
  }

  public static ObjectNode upload(UploadWithTasks upload) {
    ObjectNode json = upload(upload.upload());
    ArrayNode tasks = json.putArray("tasks");
    upload.tasks().forEach(task -> tasks.add(task(task)));
    return json;
  }

  public static ObjectNode upload(Uploads.Planned planned) {
    ObjectNode json = upload(planned.upload());
    ObjectNode plan = json.putObject("plan");
    switch (planned.upload().plan()) {
      case Plan.Single _ -> {
        plan.put("kind", "single");
        plan.set("request", request(planned.requests().getFirst()));
      }
      case Plan.Multipart parts -> {
        plan.put("kind", "multipart");
        plan.put("partSize", parts.partSize());
        plan.put("partCount", parts.partCount());
        plan.set(
            "parts",
            parts(
                new Uploads.SignedParts(
                    planned.upload().declaration(), parts, 1, planned.requests())));
      }
    }
    return json;
  }

  public static ArrayNode parts(Uploads.SignedParts signed) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int number = signed.from();
    for (PresignedRequest request : signed.requests()) {
      ObjectNode part = object();
      part.put("partNumber", number);
      part.put("size", signed.plan().sizeOfPart(number, signed.declaration().size()));
      part.setAll(request(request));
      parts.add(part);
      number++;
    }
    return parts;
  }

  private static ObjectNode request(PresignedRequest request) {
    ObjectNode json = object();
    json.put("method", request.method());
    json.put("url", request.url());
    ObjectNode headers = json.putObject("headers");
    request.headers().forEach(headers::put);
    json.put("expiresAt", request.expiresAt().toString());
    return json;
  }

  private static ObjectNode task(Task task) {
    ObjectNode json = object();
    json.put("processor", task.processor().value());
    switch (task) {
      case Task.Queued _ -> json.put("state", "QUEUED");
      case Task.Done done -> {
        json.put("state", "DONE");
        ObjectNode result = json.putObject("result");
        done.result()
            .forEach(
                (name, value) -> {
                  if (value instanceof Number number) {
                    result.put(name, number.longValue());
                  } else {
                    result.put(name, value.toString());
                  }
                });
      }
      case Task.Failed failed -> {
        json.put("state", "FAILED");
        json.putObject("error").put("code", failed.code()).put("detail", failed.detail());
      }
      case Task.Dead dead -> {
        json.put("state", "DEAD");
        json.putObject("error").put("code", "dead").put("detail", dead.detail());
      }
    }
    return json;
  }
}
