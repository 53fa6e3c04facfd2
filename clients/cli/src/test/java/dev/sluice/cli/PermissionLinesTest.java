package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionLinesTest {
  @Test
  void anActionThatIsGrantedIsFoundWhereItIsWritten() throws Exception {
    assertThat(textAt(PermissionLines.of("ApiRole.Policies[0]", "s3:AbortMultipartUpload")))
        .contains("s3:AbortMultipartUpload");
    // Of what several roles share.
    assertThat(textAt(PermissionLines.of("DigestRole.Policies[0]", "sqs:ReceiveMessage")))
        .contains("sqs:ReceiveMessage");
  }

  @Test
  void ofWhatIsGrantedToAnotherRoleOnlyTheMethodIsTold() throws Exception {
    assertThat(
            textAt(
                PermissionLines.of(
                    "arn:aws:iam::000000000000:role/sluice-ValidatorRole-1A2B3C4D",
                    "s3:AbortMultipartUpload")))
        .contains("validator()");
  }

  @Test
  void aServiceHasNoRoleOfOurs() {
    assertThat(PermissionLines.of("s3.amazonaws.com", "sqs:SendMessage")).isEmpty();
  }

  private static String textAt(String place) throws Exception {
    List<String> lines =
        Files.readAllLines(
            Path.of("../../infra-cdk/src/main/java/dev/sluice/cdk")
                .resolve(place.split(":", 2)[0]));
    return lines.get(Integer.parseInt(place.split(":", 2)[1]) - 1);
  }
}
