package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.iam.Permissions;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the template's policies allow, how many calls each grant has allowed, and what was refused;
/// read by GET.
public final class PermissionsPage implements HttpHandler {
  private final Permissions permissions;

  public PermissionsPage(Permissions permissions) {
    this.permissions = permissions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      JsonAnswer.send(exchange, 200, json());
    } else {
      JsonAnswer.wrongMethod(exchange, "GET");
    }
  }

  private ObjectNode json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ArrayNode grants = json.putArray("grants");
    permissions
        .uses()
        .forEach(
            (grant, calls) ->
                grants
                    .addObject()
                    .put("where", grant.where())
                    .put("action", grant.action())
                    .put("resource", grant.resource())
                    .put("isPattern", grant.isPattern())
                    .put("calls", calls));
    ArrayNode refusals = json.putArray("refusals");
    permissions
        .refusals()
        .forEach(
            (refusal, calls) ->
                refusals
                    .addObject()
                    .put("principal", refusal.principal())
                    .put("action", refusal.action())
                    .put("resource", refusal.resource())
                    .put("calls", calls));
    return json;
  }
}
