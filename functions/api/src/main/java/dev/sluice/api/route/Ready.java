package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.health.Readiness;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// `GET /ready`: all that an upload needs answers.
public record Ready(Services services) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    Map<String, Readiness.Check> checks = services.readiness().checks();
    boolean up = checks.values().stream().allMatch(Readiness.Check.Up.class::isInstance);
    ObjectNode json = Json.object().put("status", up ? "up" : "down");
    ObjectNode parts = json.putObject("parts");
    checks.forEach(
        (name, check) -> {
          ObjectNode part = parts.putObject(name);
          switch (check) {
            case Readiness.Check.Up answered ->
                part.put("status", "up").put("millis", answered.millis());
            case Readiness.Check.Down down ->
                part.put("status", "down").put("problem", down.problem());
          }
        });
    return HttpResponse.json(up ? 200 : 503, json);
  }
}
