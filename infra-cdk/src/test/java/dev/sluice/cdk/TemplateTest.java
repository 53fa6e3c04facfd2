package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The template as it is synthesized now: fresh, least in rights, and without functions of CDK's
/// own.
class TemplateTest {
  /// What cdk-nag finds and we keep, and why.
  private static final Map<String, String> ACCEPTED =
      Map.of(
          "AwsSolutions-S1",
              "who reads and writes is in CloudTrail data events, if an account wants that; access"
                  + " logs would need a second bucket",
          "AwsSolutions-IAM5",
              "the wildcard is that of the keys below u/ and d/, whose names are random",
          "AwsSolutions-APIG2", "the function checks requests, and answers what to do as a problem",
          "AwsSolutions-APIG3",
              "a web application firewall costs by the month; who wants one adds it",
          "AwsSolutions-APIG6", "the access log has every request; execution logs may hold tokens");

  private static Synthesis synthesis;
  private static JsonNode resources;

  @BeforeAll
  static void synthesize() throws InvalidSettings {
    assumeTrue(Node.isOnPath(System.getenv("PATH")), "no node on the PATH: synth is not tested");
    synthesis =
        Synthesis.run(
            SluiceYaml.read(Home.path().resolve("sluice.yaml")),
            app -> Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build()));
    resources = JsonMapper.shared().readTree(synthesis.template()).path("Resources");
  }

  @Test
  void the_snapshot_is_what_the_code_says() throws IOException {
    String snapshot = Files.readString(Home.path().resolve(SynthApp.SNAPSHOT));

    assertThat(TemplateDifference.between(snapshot, synthesis.template()))
        .as("run ./sluice synth --update")
        .isEmpty();
  }

  @Test
  void references_have_no_cycle() {
    assertThat(Template.fromStack(synthesis.stack()).toJSON()).containsKey("Resources");
  }

  @Test
  void cdk_nag_finds_nothing_but_what_is_kept_for_a_reason() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(synthesis.directory())) {
      for (Path report : files.filter(file -> file.toString().endsWith("NagReport.csv")).toList()) {
        for (String line : Files.readAllLines(report)) {
          if (line.contains("\"Non-Compliant\"")) {
            found.add(line.split("\"", -1)[1]);
          }
        }
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(ACCEPTED.keySet());
  }

  @Test
  void nothing_is_a_custom_resource() {
    List<String> types = new ArrayList<>();
    resources.forEach(resource -> types.add(resource.path("Type").asString()));

    assertThat(types).noneMatch(type -> type.startsWith("Custom::"));
    assertThat(types).filteredOn("AWS::Lambda::Function"::equals).hasSize(4);
  }

  @Test
  void every_function_has_a_runtime_of_Java_25_on_arm64_and_its_own_bounded_log() {
    List<JsonNode> functions = ofType("AWS::Lambda::Function");

    assertThat(functions)
        .allSatisfy(
            function -> {
              assertThat(function.path("Runtime").asString()).isEqualTo("java25");
              assertThat(function.at("/Architectures/0").asString()).isEqualTo("arm64");
              assertThat(function.path("MemorySize").asInt()).isPositive();
              assertThat(function.path("Timeout").asInt()).isPositive();
              assertThat(function.at("/LoggingConfig/LogGroup").isMissingNode()).isFalse();
            });
    assertThat(ofType("AWS::Logs::LogGroup"))
        .hasSize(functions.size() + 1)
        .allSatisfy(group -> assertThat(group.path("RetentionInDays").asInt()).isPositive());
  }

  @Test
  void every_role_has_just_the_actions_that_its_code_calls() {
    List<String> consume =
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    List<String> log = List.of("logs:CreateLogStream", "logs:PutLogEvents");
    assertThat(actions())
        .containsExactlyInAnyOrder(
            set(
                log,
                List.of(
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "s3:AbortMultipartUpload",
                    "s3:DeleteObject",
                    "s3:GetObject",
                    "s3:ListBucket",
                    "s3:ListMultipartUploadParts",
                    "s3:PutObject",
                    "sqs:GetQueueAttributes",
                    "sqs:SendMessage")),
            set(
                log,
                consume,
                List.of(
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "s3:DeleteObject",
                    "s3:GetObject",
                    "s3:ListBucket",
                    "sqs:SendMessage")),
            set(
                log,
                consume,
                List.of(
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "s3:GetObject",
                    "s3:ListBucket",
                    "sqs:ChangeMessageVisibility",
                    "sqs:SendMessage")),
            set(
                log,
                consume,
                List.of(
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "s3:GetObject",
                    "s3:ListBucket",
                    "s3:PutObject",
                    "sqs:ChangeMessageVisibility",
                    "sqs:SendMessage")));
  }

  @Test
  void a_message_stays_hidden_six_times_as_long_as_its_function_may_run() {
    JsonNode template = resources;
    assertThat(ofType("AWS::Lambda::EventSourceMapping"))
        .isNotEmpty()
        .allSatisfy(
            mapping -> {
              String function = mapping.at("/FunctionName/Ref").asString();
              String queue = mapping.at("/EventSourceArn/Fn::GetAtt/0").asString();
              int timeout = template.path(function).at("/Properties/Timeout").asInt();
              int visibility = template.path(queue).at("/Properties/VisibilityTimeout").asInt();
              assertThat(visibility).isGreaterThanOrEqualTo(6 * timeout);
              assertThat(mapping.at("/FunctionResponseTypes/0").asString())
                  .isEqualTo("ReportBatchItemFailures");
              assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isPositive();
            });
  }

  @Test
  void the_bucket_refuses_what_does_not_come_over_TLS() {
    assertThat(ofType("AWS::S3::BucketPolicy").toString()).contains("aws:SecureTransport", "Deny");
  }

  private static List<JsonNode> ofType(String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode resource : resources) {
      if (resource.path("Type").asString().equals(type)) {
        found.add(resource.path("Properties"));
      }
    }
    return found;
  }

  /// The actions of each role, wherever its policies stand.
  private static List<TreeSet<String>> actions() {
    List<TreeSet<String>> actions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> role : resources.properties()) {
      if (role.getValue().path("Type").asString().equals("AWS::IAM::Role")) {
        TreeSet<String> ofRole = new TreeSet<>();
        role.getValue()
            .at("/Properties/Policies")
            .forEach(policy -> collect(policy.path("PolicyDocument"), ofRole));
        for (JsonNode policy : ofType("AWS::IAM::Policy")) {
          if (policy.path("Roles").toString().contains(role.getKey())) {
            collect(policy.path("PolicyDocument"), ofRole);
          }
        }
        actions.add(ofRole);
      }
    }
    return actions;
  }

  private static void collect(JsonNode document, TreeSet<String> actions) {
    for (JsonNode statement : document.path("Statement")) {
      JsonNode action = statement.path("Action");
      if (action.isString()) {
        actions.add(action.asString());
      }
      action.forEach(one -> actions.add(one.asString()));
    }
  }

  @SafeVarargs
  private static TreeSet<String> set(List<String>... parts) {
    TreeSet<String> set = new TreeSet<>();
    for (List<String> part : parts) {
      set.addAll(part);
    }
    return set;
  }
}
