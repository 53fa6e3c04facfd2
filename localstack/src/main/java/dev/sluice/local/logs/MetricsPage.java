package dev.sluice.local.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.JsonAnswer;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The metrics over HTTP, series by series.
public final class MetricsPage implements HttpHandler {
  private final Metrics metrics;

  public MetricsPage(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      ObjectNode answer = JsonMapper.shared().createObjectNode();
      ArrayNode all = answer.putArray("metrics");
      metrics
          .statistics()
          .forEach(
              (series, values) -> {
                ObjectNode one = all.addObject();
                one.put("namespace", series.namespace());
                ObjectNode dimensions = one.putObject("dimensions");
                series.dimensions().forEach(dimensions::put);
                one.put("metric", series.name());
                one.put("unit", series.unit());
                one.put("count", values.count());
                one.put("sum", values.sum());
                one.put("minimum", values.minimum());
                one.put("maximum", values.maximum());
                one.put("average", values.average());
              });
      JsonAnswer.send(exchange, 200, answer);
    } else {
      exchange.getResponseHeaders().set("Allow", "GET");
      exchange.sendResponseHeaders(405, -1);
    }
    exchange.close();
  }
}
