package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `logs` and `metrics`, against a cloud that answers what a test says.
final class ObservingCommandsTest {
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  @TempDir Path home;
  private HttpServer cloud;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cloud.createContext(
        "/",
        exchange -> {
          authorizations.addAll(
              exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
          String answer = answers.get(exchange.getRequestURI().toString());
          byte[] body =
              (answer == null ? "{\"message\":\"no function is called that\"}" : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    cloud.start();
    terminal =
        new Terminal(home)
            .with("SLUICE_URL", "http://127.0.0.1:" + cloud.getAddress().getPort() + "/_api")
            .with("SLUICE_TOKEN", "secret");
  }

  @AfterEach
  void stop() {
    cloud.stop(0);
  }

  @Test
  void logsShowsTheLastEntriesWithTheirTimes() {
    answers.put(
        "/_localcloud/logs/keeper?last=100",
        """
        {"function":"app-Keeper-X","events":[
          {"sequence":7,"time":"2026-01-02T03:04:05Z","message":"java.lang.Error: no\\n\\tat a.B.c"},
          {"sequence":8,"time":"2026-01-02T03:04:06Z","message":"\\u001b[2Jdone"}]}
        """);

    assertThat(terminal.type("logs", "keeper")).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .isEqualToNormalizingNewlines(
            """
            2026-01-02T03:04:05Z  java.lang.Error: no
              at a.B.c
            2026-01-02T03:04:06Z  ?[2Jdone
            """);

    assertThat(terminal.type("logs", "keeper", "--json")).isZero();
    assertThat(terminal.out().lines().map(Json::read).map(line -> Json.text(line, "sequence")))
        .containsExactly("7", "8");
    assertThat(authorizations).isEmpty();
  }

  @Test
  void followingGoesOnWhereItWasUntilTheCloudStops() {
    answers.put("/_localcloud/logs/keeper?last=1", event(7, "seen"));
    answers.put("/_localcloud/logs/keeper?after=7&wait=20", event(8, "new"));

    assertThat(terminal.type("logs", "keeper", "-f", "--last", "0")).isEqualTo(1);

    assertThat(terminal.out()).contains("new").doesNotContain("seen").hasLineCount(1);
  }

  @Test
  void withoutAFunctionLogsListsThem() {
    answers.put("/_localcloud/logs", "{\"functions\":[{\"function\":\"a\"},{\"function\":\"b\"}]}");

    assertThat(terminal.type("logs")).isZero();
    assertThat(terminal.out().lines()).containsExactly("a", "b");
  }

  @Test
  void metricsShowsEachSeries() {
    answers.put(
        "/_localcloud/metrics",
        """
        {"metrics":[{"namespace":"Shop","dimensions":{"Processor":"digest"},"metric":"Files",
          "unit":"Count","count":2,"sum":3.0,"average":1.5,"minimum":1.0,"maximum":2.0}]}
        """);

    assertThat(terminal.type("metrics")).as(terminal.err()).isZero();
    assertThat(terminal.out().replaceAll(" +", " "))
        .isEqualToIgnoringNewLines(
            "Shop/Files {Processor=digest} count 2 sum 3 average 1.500 minimum 1 maximum 2 Count");

    assertThat(terminal.type("metrics", "--json")).isZero();
    assertThat(Json.text(Json.read(terminal.out()), "metric")).isEqualTo("Files");
  }

  @Test
  void thatThereAreNoMetricsIsSaidAsideOfTheOutput() {
    answers.put("/_localcloud/metrics", "{\"metrics\":[]}");

    assertThat(terminal.type("metrics")).isZero();
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("no function has written a metric");
  }

  @Test
  void whatCannotBeShownIsOneLine() {
    assertThat(terminal.type("logs", "nobody")).isEqualTo(1);
    assertThat(terminal.err()).isEqualToIgnoringNewLines("sluice: no function is called that");
    assertThat(terminal.type("logs", "x", "--last", "-1")).isEqualTo(2);
    assertThat(terminal.type("logs", "-f")).isEqualTo(2);
    assertThat(terminal.err()).contains("-f goes with one FUNCTION");
    assertThat(new Terminal(home).type("metrics")).isEqualTo(1);
    cloud.stop(0);
    assertThat(terminal.type("metrics")).isEqualTo(1);
    assertThat(terminal.err()).contains("nothing answers there").hasLineCount(1);
  }

  private static String event(int sequence, String message) {
    return "{\"events\":[{\"sequence\":%d,\"time\":\"T\",\"message\":\"%s\"}]}"
        .formatted(sequence, message);
  }
}
