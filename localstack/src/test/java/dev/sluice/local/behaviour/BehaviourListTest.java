package dev.sluice.local.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// README.md says what this cloud does as AWS does, measured by asking it. With
/// `-Dbehaviours.update=true` the page is written anew.
class BehaviourListTest {
  private static final Path PAGE = Path.of("README.md");

  @TempDir private Path folder;

  @Test
  void the_list_says_what_is_so() throws IOException {
    String page = Files.readString(PAGE);
    Measurement own;
    try (OwnCloud cloud = new OwnCloud(folder)) {
      own = BehaviourList.measure(cloud);
    }
    String measured = BehaviourList.updated(page, Map.of(BehaviourList.OWN, own));

    if (Boolean.getBoolean("behaviours.update")) {
      Files.writeString(PAGE, measured);
    }

    assertThat(Files.readString(PAGE))
        .as(() -> "What is not as on AWS: " + own.reasons())
        .isEqualTo(measured);
  }
}
