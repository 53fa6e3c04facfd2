package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Timetable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events over HTTP to the targets of rules, and schedules on a clock that the test moves.
class EventBusesTest {
  private record Delivered(
      String rule, String target, String body, Map<String, String> attributes) {}

  /// What deliveries fail with, if anything.
  private final AtomicReference<Sender.@Nullable Failure> failing = new AtomicReference<>();

  private final MovableClock clock =
      new MovableClock(() -> Instant.parse("2026-01-01T00:00:00.5Z"));
  private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Timetable timetable;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    timetable = new Timetable(clock);
    clock.onMove(timetable::timeMoved);
    EventBuses buses =
        new EventBuses(
            List.of(
                rule("all", "default", "{\"source\":[{\"prefix\":\"\"}]}", whole("queue")),
                rule(
                    "shop",
                    "shop",
                    "{\"detail\":{\"price\":[{\"numeric\":[\">\",9]}]}}",
                    target(Optional.empty(), Optional.of("$.detail"), Map.of(), Optional.empty()),
                    target(
                        Optional.of("{\"fixed\":1}"), Optional.empty(), Map.of(), Optional.empty()),
                    target(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("price", "$.detail.price", "first", "$.resources[0]"),
                        Optional.of(
                            "{\"p\": <price>, \"of\": \"<first>\", \"r\": <aws.events.rule-name>}"))),
                rule("parts", "parts", "{\"source\":[\"shop\"]}", part()),
                rule(
                    "aged",
                    "aged",
                    "{\"source\":[\"shop\"]}",
                    new Rule.Target(
                        "queue",
                        new TargetInput.Whole(),
                        Optional.empty(),
                        new Rule.RetryPolicy(185, Duration.ofMinutes(1)),
                        Optional.of("letters"))),
                scheduled("often", "rate(10 minutes)"),
                scheduled("nightly", "cron(0 3 * * ? *)")),
            "000000000000",
            "us-east-1",
            timetable,
            UUID::randomUUID,
            (rule, target, body, attributes, group) -> {
              delivered.add(
                  new Delivered(rule.substring("arn:".length()), target, body, attributes));
              return Optional.ofNullable(failing.get());
            });
    buses.start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new EventsApi(buses));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    timetable.close();
    client.close();
  }

  @Test
  void anEventHasEventBridgesForm() throws Exception {
    JsonNode answer =
        put(
            "{\"Source\":\"mine\",\"DetailType\":\"T\",\"Detail\":\"{\\\"a\\\":1}\",\"Resources\":[\"r\"]}");

    assertThat(answer.path("FailedEntryCount").asInt()).isZero();
    JsonNode event = JsonMapper.shared().readTree(delivered.getFirst().body());
    assertThat(event.path("id").asString())
        .isEqualTo(answer.path("Entries").path(0).path("EventId").asString());
    assertThat(event)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"version":"0","id":"%s","detail-type":"T","source":"mine",
                     "account":"000000000000","time":"2026-01-01T00:00:00Z","region":"us-east-1",
                     "resources":["r"],"detail":{"a":1}}
                    """
                        .formatted(event.path("id").asString())));
  }

  @Test
  void targetsGetWhatTheyAskForAndOnlyOfTheirBus() throws Exception {
    var _ = put(shop("arn:aws:events:us-east-1:000000000000:event-bus/shop", 10));
    var _ = put(shop("shop", 9));
    var _ = put(shop("nowhere", 10));

    assertThat(delivered)
        .extracting(Delivered::body)
        .containsExactly(
            "{\"price\":10}", "{\"fixed\":1}", "{\"p\": 10, \"of\": \"r\", \"r\": \"shop\"}");
  }

  @Test
  void entriesFailOneByOneAsOnAws() throws Exception {
    JsonNode answer =
        put(
            "{\"DetailType\":\"T\",\"Detail\":\"{}\"}",
            "{\"Source\":\"a\",\"DetailType\":\"T\",\"Detail\":\"no\"}",
            "{\"Source\":\"aws.s3\",\"DetailType\":\"T\",\"Detail\":\"{}\"}",
            "{\"Source\":\"a\",\"DetailType\":\"T\",\"Detail\":\"{}\"}");

    assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(3);
    assertThat(answer.path("Entries").findValuesAsString("ErrorCode"))
        .containsExactly("InvalidArgument", "MalformedDetail", "NotAuthorizedForSourceException");
    assertThat(answer.path("Entries").path(0).path("ErrorMessage").asString())
        .isEqualTo("Parameter Source is not valid. Reason: Source is a required argument.");
    assertThat(delivered).hasSize(1);
  }

  @Test
  void aRequestHasTenEntriesAtMostAndAMebibyteAtMost() throws Exception {
    String one = "{\"Source\":\"a\",\"DetailType\":\"T\",\"Detail\":\"{}\"}";
    assertThat(send("PutEvents", "{\"Entries\":[" + (one + ",").repeat(10) + one + "]}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(400);
    HttpResponse<String> refused =
        send(
            "PutEvents",
            """
            {"Entries":[{"Source":"a","DetailType":"T","Detail":"{\\"a\\":\\"%s\\"}"}]}"""
                .formatted("x".repeat(1024 * 1024)));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("Total size of the entries in the request is over the limit.");
    assertThat(refused.body()).contains("\"__type\":\"ValidationException\"");
    assertThat(delivered).isEmpty();
  }

  @Test
  void aPatternCanBeTried() throws Exception {
    assertThat(
            send(
                    "TestEventPattern",
                    "{\"EventPattern\":\"{\\\"a\\\":[1]}\",\"Event\":\"{\\\"a\\\":1}\"}")
                .body())
        .isEqualTo("{\"Result\":true}");
    assertThat(send("TestEventPattern", "{\"EventPattern\":\"{}\",\"Event\":\"{}\"}").body())
        .contains("InvalidEventPatternException");
    assertThat(send("DeleteRule", "{}").body()).contains("UnknownOperationException");
  }

  /// What AWS was seen to send.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Sold for <price>, <none>!"        | "Sold for 9, !"
          "<source>"                         | "shop"
          {"a": "<source> <price>"}          | {"a": "shop 9"}
          {"a": <source>, "b": [<price>, 1]} | {"a": "shop", "b": [9, 1]}
          {"a": <none>, "b": "<none>"}       | {"a": "", "b": ""}
          {"a": "\\"<source>\\" <quoted>"}   | {"a": "\\"shop\\" say \\"no\\""}
          {"a": <whole>}                     | {"a": {"price":9,"quoted":"say \\"no\\""}}
          "<aws.events.rule-name>: <aws.events.event.ingestion-time>" | "r: 2026-01-01T00:00:05Z"
          <aws.events.event>                 | {"id":"1","account":"0","detailType":"Sold","time":"2026-01-01T00:00:05Z","source":"shop","region":"us-east-1","resources":[],"version":"0"}
          """)
  void aTemplateIsFilled(String template, String filled) {
    TargetInput input =
        Rule.input(
            Optional.empty(),
            Optional.empty(),
            Map.of(
                "price", "$.detail.price",
                "source", "$.source",
                "none", "$.detail.none",
                "quoted", "$.detail.quoted",
                "whole", "$.detail"),
            Optional.of(template));
    JsonNode event =
        JsonMapper.shared()
            .readTree(
                """
                {"version":"0","id":"1","detail-type":"Sold","source":"shop","account":"0",
                 "time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],
                 "detail":{"price":9,"quoted":"say \\"no\\""}}
                """);

    assertThat(
            input.of(event, rule("r", "b", "{\"a\":[1]}"), Instant.parse("2026-01-01T00:00:05.9Z")))
        .isEqualTo(filled);
  }

  @Test
  void aTemplateWithAPlaceForNothingIsRefused() {
    assertThatThrownBy(
            () ->
                Rule.input(
                    Optional.empty(), Optional.empty(), Map.of(), Optional.of("\"<price>\"")))
        .hasMessage("InputTemplate contains invalid placeholder price.");
  }

  @Test
  void aDeliveryThatFailsIsTriedAgainWithGrowingPausesAndThenADeadLetter() throws Exception {
    failing.set(new Sender.Failure("INTERNAL_ERROR", "oh", false));
    var _ = put(shop("parts", 1));
    assertThat(delivered).hasSize(1);

    moveTo("2026-01-01T00:00:01.5Z");
    assertThat(delivered).hasSize(2);
    moveTo("2026-01-01T00:00:03.5Z");
    assertThat(delivered).hasSize(4);

    assertThat(delivered.subList(0, 3)).extracting(Delivered::target).containsOnly("queue");
    Delivered letter = delivered.getLast();
    assertThat(letter.target()).isEqualTo("letters");
    assertThat(JsonMapper.shared().readTree(letter.body()).at("/detail/price").asInt())
        .isEqualTo(1);
    assertThat(letter.attributes())
        .containsOnly(
            entry("RULE_ARN", "arn:parts"),
            entry("TARGET_ARN", "queue"),
            entry("ERROR_CODE", "INTERNAL_ERROR"),
            entry("ERROR_MESSAGE", "oh"),
            entry("RETRY_ATTEMPTS", "2"),
            entry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts"));
  }

  @Test
  void aMissingPermissionIsNotTriedAgain() throws Exception {
    failing.set(new Sender.Failure("NO_PERMISSIONS", "no", true));

    var _ = put(shop("parts", 1));

    assertThat(delivered).extracting(Delivered::target).containsExactly("queue", "letters");
    assertThat(delivered.getLast().attributes())
        .containsEntry("RETRY_ATTEMPTS", "0")
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  void anEventThatIsTooOldIsGivenUp() throws Exception {
    failing.set(new Sender.Failure("INTERNAL_ERROR", "oh", false));
    var _ = put(shop("aged", 1));
    assertThat(delivered).hasSize(1);

    moveTo("2026-01-01T00:01:00Z");
    assertThat(delivered).hasSize(3);
    assertThat(delivered.getLast().attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void schedulesRunOnTheCloudsClock() {
    moveTo("2026-01-01T00:10:00.4Z");
    assertThat(delivered).isEmpty();

    moveTo("2026-01-01T00:10:00.5Z");
    assertThat(delivered).hasSize(1);
    assertThat(delivered.getFirst().rule()).isEqualTo("often");
    JsonNode event = JsonMapper.shared().readTree(delivered.getFirst().body());
    assertThat(event.path("source").asString()).isEqualTo("aws.events");
    assertThat(event.path("detail-type").asString()).isEqualTo("Scheduled Event");
    assertThat(event.path("resources").path(0).asString()).isEqualTo("arn:often");
    assertThat(event.path("time").asString()).isEqualTo("2026-01-01T00:10:00Z");

    moveTo("2026-01-01T03:00:00Z");
    assertThat(delivered).hasSize(3);
    assertThat(delivered).extracting(Delivered::rule).containsOnlyOnce("nightly");
  }

  private void moveTo(String time) {
    clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
  }

  private JsonNode put(String... entries) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send("PutEvents", "{\"Entries\":[" + String.join(",", entries) + "]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> send(String operation, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .header("X-Amz-Target", "AWSEvents." + operation)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String shop(String bus, int price) {
    return "{\"EventBusName\":\"%s\",\"Source\":\"shop\",\"DetailType\":\"Sold\",\"Resources\":[\"r\"],\"Detail\":\"{\\\"price\\\":%d}\"}"
        .formatted(bus, price);
  }

  private static Rule rule(String name, String bus, String pattern, Rule.Target... targets) {
    return new Rule(
        name,
        "arn:" + name,
        bus,
        Optional.of(EventPattern.parse(JsonMapper.shared().readTree(pattern))),
        Optional.empty(),
        List.of(targets));
  }

  private static Rule scheduled(String name, String schedule) {
    return new Rule(
        name,
        "arn:" + name,
        EventBuses.DEFAULT,
        Optional.empty(),
        Optional.of(Schedule.parse(schedule)),
        List.of(whole("function")));
  }

  private static Rule.Target part() {
    return target(Optional.empty(), Optional.of("$.detail"), Map.of(), Optional.empty());
  }

  private static Rule.Target whole(String arn) {
    return new Rule.Target(
        arn, new TargetInput.Whole(), Optional.empty(), Rule.RetryPolicy.DEFAULT, Optional.empty());
  }

  private static Rule.Target target(
      Optional<String> input,
      Optional<String> path,
      Map<String, String> paths,
      Optional<String> template) {
    return new Rule.Target(
        "queue",
        Rule.input(input, path, paths, template),
        Optional.empty(),
        new Rule.RetryPolicy(2, Duration.ofHours(1)),
        Optional.of("letters"));
  }
}
