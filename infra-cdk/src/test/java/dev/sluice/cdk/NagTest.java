package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// cdk-nag's "AWS Solutions" rules. It never fails a synth, so its report is read here.
class NagTest {

  /// @param rule as the report names it
  /// @param resource the path of the construct
  /// @param reason why it stays
  private record Accepted(Pattern rule, Pattern resource, String reason) {
    static Accepted of(String rule, String resource, String reason) {
      return new Accepted(Pattern.compile(rule), Pattern.compile(resource), reason);
    }

    boolean covers(Finding finding) {
      return rule.matcher(finding.rule).matches() && resource.matcher(finding.resource).matches();
    }
  }

  private record Finding(String rule, String resource) {}

  private static final List<Accepted> ACCEPTED = List.of();

  @Test
  void everyFindingIsAcceptedForAReason() throws IOException {
    assertThat(findings())
        .allMatch(finding -> ACCEPTED.stream().anyMatch(accepted -> accepted.covers(finding)));
  }

  @Test
  void everythingAcceptedIsStillFound() throws IOException {
    List<Finding> findings = findings();

    assertThat(ACCEPTED)
        .allMatch(accepted -> findings.stream().anyMatch(accepted::covers))
        .noneMatch(accepted -> accepted.reason.isBlank());
  }

  @Test
  void theReportHasAllItsRules() throws IOException {
    assertThat(report()).hasSizeGreaterThan(100).anyMatch(line -> line.contains("\"Compliant\""));
  }

  private static List<Finding> findings() throws IOException {
    return report().stream()
        // "Rule ID","Resource ID","Compliance",…; UNKNOWN is a rule that threw.
        .map(line -> line.substring(1).split("\",\"", -1))
        .filter(fields -> fields[2].equals("Non-Compliant") || fields[2].equals("UNKNOWN"))
        .map(fields -> new Finding(fields[0], fields[1]))
        .toList();
  }

  private static List<String> report() throws IOException {
    List<String> lines =
        Files.readAllLines(
            Synthesized.app().directory().resolve("AwsSolutions-Sluice-NagReport.csv"));
    return lines.subList(1, lines.size());
  }
}
