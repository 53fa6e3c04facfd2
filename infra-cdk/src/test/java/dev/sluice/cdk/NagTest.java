package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// cdk-nag's "AWS Solutions" rules. It never fails a synth, so its report is read here.
class NagTest {

  /// @param rule as the report names it
  /// @param resource the path of the construct
  private record Finding(String rule, String resource) {}

  private static final String BUCKET = "Sluice/Uploads/Bucket/Resource";
  private static final String API = "Sluice/Uploads/RestApi/Resource";
  private static final String STAGE = "Sluice/Uploads/RestApi/DeploymentStage.live/Resource";

  private static final String KEYS_ARE_RANDOM =
      "the wildcard is the key below u/ or d/: a key is made of a random id at run time";

  /// What stays as it is, each with the reason.
  private static final Map<Finding, String> ACCEPTED =
      Map.of(
          new Finding("AwsSolutions-S1", BUCKET),
          "server access logs need a second bucket that grows; CloudTrail data events say the same",
          new Finding("AwsSolutions-APIG2", API),
          "the function checks every request itself and answers with a problem that says what to do",
          new Finding("AwsSolutions-APIG3", STAGE),
          "a web application firewall costs by the month; the stage throttles, who wants one adds it",
          new Finding("AwsSolutions-APIG6", STAGE),
          "execution logs can hold headers, hence tokens; the access log has every request",
          new Finding("AwsSolutions-IAM5", "Sluice/Uploads/ApiRole/Resource"),
          KEYS_ARE_RANDOM,
          new Finding("AwsSolutions-IAM5", "Sluice/Uploads/ValidatorRole/Resource"),
          KEYS_ARE_RANDOM,
          new Finding("AwsSolutions-IAM5", "Sluice/Uploads/DigestRole/Resource"),
          KEYS_ARE_RANDOM,
          new Finding("AwsSolutions-IAM5", "Sluice/Uploads/ImageRole/Resource"),
          KEYS_ARE_RANDOM);

  @Test
  void nothingIsFoundButWhatIsAcceptedForAReason() throws IOException {
    // Both ways: what is accepted and no longer found has to go.
    assertThat(findings()).containsExactlyInAnyOrderElementsOf(ACCEPTED.keySet());
  }

  @Test
  void theRulesWereReallyRun() throws IOException {
    assertThat(report())
        .anyMatch(
            line -> line.startsWith("\"AwsSolutions-SQS4\"") && line.contains("\"Compliant\""))
        .anyMatch(
            line -> line.startsWith("\"AwsSolutions-DDB3\"") && line.contains("\"Compliant\""));
  }

  private static Set<Finding> findings() throws IOException {
    return report().stream()
        // "Rule ID","Resource ID","Compliance",…; UNKNOWN is a rule that threw.
        .map(line -> line.substring(1).split("\",\"", -1))
        .filter(fields -> fields[2].equals("Non-Compliant") || fields[2].equals("UNKNOWN"))
        .map(fields -> new Finding(fields[0], fields[1]))
        .collect(Collectors.toSet());
  }

  private static List<String> report() throws IOException {
    List<String> lines =
        Files.readAllLines(
            Synthesized.app().directory().resolve("AwsSolutions-Sluice-NagReport.csv"));
    return lines.subList(1, lines.size());
  }
}
