package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS's SDK for JavaScript, version 3, from npm.
@Tag("clients")
class JavaScriptTest {
  @TempDir private Path folder;

  @Test
  void the_sdk_does_its_ordinary_work() throws Exception {
    Program node = Program.onPath("node", "apt-get install nodejs npm");
    Path modules = Packages.node();
    Path script =
        Files.copy(
            Path.of(ClientsCloud.resource("work.mjs")),
            modules.resolveSibling("work.mjs"),
            StandardCopyOption.REPLACE_EXISTING);
    try (ClientsCloud cloud = new ClientsCloud(folder.resolve("cloud"))) {
      String done = node.with(cloud.environment()).succeeds(script, folder).output();

      assertThat(done.lines())
          .containsExactly(
              "tree", "parts", "presigned", "reads", "lists", "copies", "messages", "items");
    }
  }
}
