package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void theCommittedSnapshotIsWhatTheCodeSays() throws IOException {
    String now = Synthesized.app().template();

    String committed = Files.readString(Home.path().resolve(SynthApp.SNAPSHOT));

    assertThat(TemplateDifference.between(committed, now))
        .as("differences; ./sluice synth --update rewrites the snapshot")
        .isEmpty();
  }

  @Test
  void nothingOfThisMachineIsInIt() {
    assertThat(Synthesized.app().template())
        .doesNotContain(System.getProperty("java.io.tmpdir"), Home.path().toString())
        .doesNotContainPattern("[0-9a-f]{64}");
  }
}
