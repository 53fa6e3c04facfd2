package dev.sluice.api.route;

import dev.sluice.api.Json;
import dev.sluice.api.Problem;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.health.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// `GET /ready`: all that an upload needs answers.
public record Ready(Readiness readiness) implements Endpoint {
  @Override
  public HttpResponse handle(Call call) {
    ObjectNode parts = Json.object();
    List<String> down = new ArrayList<>();
    for (Map.Entry<String, Readiness.Check> each : readiness.checks().entrySet()) {
      String name = each.getKey();
      ObjectNode part = parts.putObject(name);
      switch (each.getValue()) {
        case Readiness.Check.Up up -> part.put("status", "up").put("millis", up.millis());
        case Readiness.Check.Down(long millis, String problem, var cause) -> {
          part.put("status", "down").put("millis", millis).put("problem", problem);
          down.add(name + ": " + problem);
          cause.ifPresent(call.failures());
        }
      }
    }
    if (!down.isEmpty()) {
      return Problem.notReady(String.join("; ", down), parts);
    }
    ObjectNode json = Json.object().put("status", "up");
    json.set("parts", parts);
    return HttpResponse.json(200, json);
  }
}
