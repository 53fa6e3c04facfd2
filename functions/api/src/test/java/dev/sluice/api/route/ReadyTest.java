package dev.sluice.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.http.HttpRequest;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.aws.AwsClients;
import dev.sluice.aws.Components;
import dev.sluice.aws.Environment;
import dev.sluice.contract.StandIn;
import dev.sluice.contract.StandIn.Answer;
import dev.sluice.contract.StandIn.Request;
import dev.sluice.core.health.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SqsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadyTest {
  private static final Answer WELL = new Answer(200, "{}");

  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void when_every_part_answers_each_says_how_long_it_took() {
    HttpResponse ready = ask(_ -> WELL);

    assertThat(ready.status()).isEqualTo(200);
    JsonNode json = JsonMapper.shared().readTree(ready.body());
    assertThat(json.path("status").asString()).isEqualTo("up");
    for (String name : List.of("s3", "dynamodb", "sqs")) {
      JsonNode part = json.path("parts").path(name);
      assertThat(part.path("status").asString()).isEqualTo("up");
      assertThat(part.path("millis").isIntegralNumber()).isTrue();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void a_part_that_fails_is_named_in_a_problem_and_its_cause_is_in_the_log_alone() {
    HttpResponse ready =
        ask(
            request ->
                request.calls("GetQueueAttributes")
                    ? Answer.error(403, "AccessDeniedException")
                    : WELL);

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsKey("Retry-After");
    JsonNode json = JsonMapper.shared().readTree(ready.body());
    assertThat(json.path("type").asString()).endsWith("/unavailable");
    assertThat(json.path("detail").asString()).isEqualTo("sqs: did not answer");
    assertThat(json.path("parts").path("s3").path("status").asString()).isEqualTo("up");
    assertThat(json.path("parts").path("dynamodb").path("status").asString()).isEqualTo("up");
    JsonNode sqs = json.path("parts").path("sqs");
    assertThat(sqs.path("status").asString()).isEqualTo("down");
    assertThat(sqs.path("millis").isIntegralNumber()).isTrue();
    assertThat(ready.body()).doesNotContain("AccessDenied");
    assertThat(failures).singleElement().isInstanceOf(SqsException.class);
  }

  private HttpResponse ask(Function<Request, Answer> answers) {
    try (StandIn aws = new StandIn(answers);
        AwsClients clients =
            new AwsClients(
                new Environment(
                    Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL", aws.endpoint().toString())))) {
      Readiness readiness =
          new Readiness(
              List.of(
                  Components.s3(clients.s3(), "bucket"),
                  Components.dynamoDb(clients.dynamoDb(), "table"),
                  Components.sqs(clients.sqs(), aws.endpoint() + "/000000000000/events")),
              Duration.ofSeconds(30),
              System::nanoTime);
      return new Ready(readiness)
          .handle(
              new Call(
                  new HttpRequest("GET", "/ready", Map.of(), Map.of(), ""),
                  Optional.empty(),
                  "",
                  failures::add));
    }
  }
}
