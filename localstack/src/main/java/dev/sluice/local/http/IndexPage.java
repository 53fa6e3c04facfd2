package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What pages there are below a path, for it and for what is none of them.
public final class IndexPage implements HttpHandler {
  private final String path;
  private final Supplier<List<String>> pages;

  public IndexPage(String path, Supplier<List<String>> pages) {
    this.path = path;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getRawPath();
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    if (asked.equals(path) || asked.equals(path + "/")) {
      pages.get().forEach(answer.putArray("paths")::add);
      JsonAnswer.send(exchange, 200, answer);
    } else {
      answer.put(
          "message", "There is no " + asked + " here, only " + String.join(", ", pages.get()));
      JsonAnswer.send(exchange, 404, answer);
    }
  }
}
