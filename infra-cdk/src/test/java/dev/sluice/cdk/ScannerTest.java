package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.SluiceYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a scanner in sluice.yaml adds to the template.
class ScannerTest {
  @Test
  void aScannerIsAFunctionWithItsOwnQueueWhoseOrdersOutliveTheDeadline(@TempDir Path folder)
      throws Exception {
    Assumptions.assumeTrue(Node.isOnPath(System.getenv("PATH")), Node.MISSING);
    Path settings = folder.resolve("sluice.yaml");
    Files.writeString(
        settings,
        """
        scanner: {guardDuty: true}
        collections:
          default: {allow: ["*/*"], maxSize: 1 GiB, scan: true}
        """);
    JsonNode template =
        JsonMapper.shared()
            .readTree(Synthesis.run(SluiceYaml.read(settings), app -> {}).template());

    JsonNode function = resource(template, "AWS::Lambda::Function", "ScanFunction");
    assertThat(function.path("Handler").stringValue())
        .isEqualTo("dev.sluice.processors.scan.ScanHandler::handleRequest");
    assertThat(
            resource(template, "AWS::SQS::Queue", "ScanQueue")
                .path("RedrivePolicy")
                .path("maxReceiveCount")
                .intValue())
        .isEqualTo(1_000);
    assertThat(resource(template, "AWS::IAM::Role", "ScanRole").toString())
        .contains("s3:GetObjectTagging")
        .doesNotContain("s3:GetObject\"")
        .doesNotContain("s3:PutObject");
    assertThat(
            resource(template, "AWS::Lambda::Function", "ApiFunction")
                .path("Environment")
                .toString())
        .contains("SLUICE_QUEUE_SCAN");
  }

  private static JsonNode resource(JsonNode template, String type, String name) {
    return StreamSupport.stream(template.path("Resources").properties().spliterator(), false)
        .filter(
            resource ->
                resource.getValue().path("Type").stringValue().equals(type)
                    && Synthesized.readable(resource.getKey()).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the template has no " + type + " " + name))
        .getValue()
        .path("Properties");
  }
}
