package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.iam.Grant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What is read from a whole application's template.
class ApplicationTemplateTest {
  private final Stack stack = read();

  @Test
  void theBucketTellsItsQueueOfNewObjectsBelowAPrefix() {
    Stack.Bucket drop = stack.buckets().getFirst();

    assertThat(drop.notifications())
        .containsExactly(
            new Stack.Notification(
                "Drop-0", Set.of("s3:ObjectCreated:*"), "in/", "", queue("Arrivals").arn()));
    assertThat(drop.cors())
        .containsExactly(
            new Stack.Cors(
                Set.of("GET", "PUT"),
                List.of("https://notes.example"),
                List.of("*"),
                List.of("ETag"),
                OptionalInt.of(60)));
    assertThat(drop.lifecycle().orElseThrow())
        .contains("<ID>Drop-0</ID>", "<DaysAfterInitiation>7</DaysAfterInitiation>");
  }

  @Test
  void theQueueHasItsDeadLetterQueueAndItsPolicy() {
    assertThat(queue("Arrivals").redrive()).hasValue(new Stack.Redrive(queue("Lost").arn(), 3));
    assertThat(queue("Arrivals").visibilityTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(grants(Objects.requireNonNull(stack.outputs().get("Arrivals"))))
        .containsExactly(
            new Grant("ArrivalsPolicy.Statement[0]", "sqs:SendMessage", queue("Arrivals").arn()));
  }

  @Test
  void aPermissionIsAStatementOfTheFunctionsPolicy() {
    String reader = function("Reader").arn();

    assertThat(grants(reader))
        .containsExactly(
            new Grant(
                "ReaderPermission.Statement[0] ReaderPermission", "lambda:InvokeFunction", reader));
  }

  @Test
  void theTableIsTheRequestThatCreatesIt() {
    Stack.Table notes = stack.tables().getFirst();

    assertThat(notes.createTable().path("TableName").asString()).isEqualTo(notes.name());
    assertThat(notes.createTable().propertyNames())
        .containsExactlyInAnyOrder(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "GlobalSecondaryIndexes");
    assertThat(notes.timeToLiveAttribute()).isEqualTo(Optional.of("ttl"));
  }

  @Test
  void theRoleHoldsWhatIsAttachedToIt() {
    Stack.Role role = stack.roles().getFirst();

    assertThat(role.policies())
        .singleElement()
        .satisfies(
            policy ->
                assertThat(policy.grants())
                    .extracting(Grant::action)
                    .contains("dynamodb:PutItem", "sqs:ReceiveMessage"));
    assertThat(stack.functions())
        .allSatisfy(function -> assertThat(function.roleArn()).isEqualTo(role.arn()));
  }

  @Test
  void theApiHasItsStageAndItsOwnAnswers() {
    Stack.RestApi api = stack.apis().getFirst();

    assertThat(api.stages()).extracting(Stack.Stage::name).containsExactly("prod");
    assertThat(api.gatewayResponses())
        .containsExactly(
            new Stack.GatewayResponse(
                "MISSING_AUTHENTICATION_TOKEN",
                OptionalInt.of(404),
                Map.of("Content-Type", "'application/problem+json'"),
                Map.of("application/json", "{\"title\":\"no such note\"}")));
    assertThat(stack.outputs())
        .containsEntry(
            "ApiUrl", "https://" + api.id() + ".execute-api.us-east-1.amazonaws.com/prod/");
  }

  private List<Grant> grants(String resource) {
    return stack.resourcePolicies().stream()
        .filter(policy -> policy.resource().equals(resource))
        .flatMap(policy -> policy.policy().grants().stream())
        .toList();
  }

  private Stack.Function function(String logicalId) {
    return stack.functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  private Stack.Queue queue(String logicalId) {
    return stack.queues().stream()
        .filter(queue -> queue.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  private static Stack read() {
    try (InputStream template =
        Objects.requireNonNull(
            ApplicationTemplateTest.class.getResourceAsStream("../notes.template.json"))) {
      return TemplateReader.read(
          new JsonMapper().readTree(template),
          StackContext.local("notes", URI.create("http://127.0.0.1:4566")),
          Map.of("Greeting", "hello"));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
