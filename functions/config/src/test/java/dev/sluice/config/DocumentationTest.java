package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.detect.Hazard;
import dev.sluice.core.verdict.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/` says of `sluice.yaml` holds.
class DocumentationTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_example_is_right() throws Exception {
    Matcher example = YAML.matcher(page("collections.md"));
    assertThat(example.find()).isTrue();

    assertThat(
            SluiceYaml.read(Files.writeString(folder.resolve("sluice.yaml"), example.group(1)))
                .collections())
        .hasSize(2);
  }

  @Test
  void every_code_and_every_hazard_is_listed() throws IOException {
    for (Reason.Code code : Reason.Code.values()) {
      assertThat(page("collections.md")).contains("`" + code.slug() + "`");
      assertThat(page("api.md")).contains("`" + code.slug() + "`");
    }
    for (Hazard hazard : Hazard.values()) {
      assertThat(page("collections.md")).contains("| `" + hazard.word() + "` |");
    }
  }

  private static String page(String name) throws IOException {
    return Files.readString(
        Path.of(System.getProperty("sluice.home", "../.."), "docs").resolve(name));
  }
}
