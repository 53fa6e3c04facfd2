package dev.sluice.local.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.JsonAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Functions' logs over HTTP: `PATH` lists the functions, `PATH/FUNCTION?last=N` gives the last
/// entries, `PATH/FUNCTION?after=SEQUENCE&wait=SECONDS` what came since, waiting for it if need be.
/// FUNCTION is a name, a logical id, or a part of one that no other has.
public final class LogsPage implements HttpHandler {
  private static final int LAST = 100;
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final String path;
  private final Map<String, LogGroup> groups;
  private final Map<String, String> names;

  /// @param groups by the function's name
  /// @param names functions' names by their logical ids
  public LogsPage(String path, Map<String, LogGroup> groups, Map<String, String> names) {
    this.path = path;
    this.groups = Map.copyOf(groups);
    this.names = Map.copyOf(names);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String asked =
        URLDecoder.decode(
            exchange.getRequestURI().getRawPath().substring(path.length()).replaceAll("^/", ""),
            StandardCharsets.UTF_8);
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      exchange.sendResponseHeaders(405, -1);
    } else if (asked.isEmpty()) {
      JsonAnswer.send(exchange, 200, listed());
    } else {
      List<String> found = find(asked);
      if (found.size() == 1) {
        send(exchange, found.getFirst());
      } else {
        JsonAnswer.send(exchange, 404, unclear(asked, found));
      }
    }
    exchange.close();
  }

  private void send(HttpExchange exchange, String name) throws IOException {
    ObjectNode entries;
    try {
      entries = entries(exchange, name);
    } catch (IllegalArgumentException wrong) {
      JsonAnswer.badRequest(exchange, String.valueOf(wrong.getMessage()));
      return;
    }
    JsonAnswer.send(exchange, 200, entries);
  }

  private List<String> find(String asked) {
    if (groups.containsKey(asked)) {
      return List.of(asked);
    }
    String byLogicalId = names.get(asked);
    if (byLogicalId != null) {
      return List.of(byLogicalId);
    }
    String part = asked.toLowerCase(Locale.ROOT);
    return groups.keySet().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
        .sorted()
        .toList();
  }

  private ObjectNode listed() {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode all = answer.putArray("functions");
    groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                all.addObject()
                    .put("function", entry.getKey())
                    .put("logGroup", entry.getValue().name()));
    return answer;
  }

  private ObjectNode unclear(String asked, List<String> found) {
    ObjectNode error = JsonMapper.shared().createObjectNode();
    error.put(
        "message",
        (found.isEmpty() ? "no function is called " + asked : asked + " is not clear")
            + "; there are "
            + groups.keySet().stream().sorted().collect(Collectors.joining(", ")));
    return error;
  }

  private ObjectNode entries(HttpExchange exchange, String name) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    int after = number(query, "after", -1);
    int last = number(query, "last", LAST);
    int wait = Math.min(LONGEST_WAIT_SECONDS, number(query, "wait", 0));
    LogGroup group = groups.get(name);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("function", name);
    ArrayNode list = answer.putArray("events");
    if (group == null) {
      return answer;
    }
    try {
      List<LogEvent> events =
          after < 0 ? group.last(last) : group.after(after, Duration.ofSeconds(wait));
      for (LogEvent event : events) {
        list.addObject()
            .put("sequence", event.sequence())
            .put("time", event.time().toString())
            .put("message", event.message());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  /// @throws IllegalArgumentException that says in one line what is wrong
  private static int number(String query, String name, int byDefault) {
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        String value = pair.substring(name.length() + 1);
        if (!value.matches("\\d{1,9}")) {
          throw new IllegalArgumentException(name + " is a number, not " + value);
        }
        return Integer.parseInt(value);
      }
    }
    return byDefault;
  }
}
