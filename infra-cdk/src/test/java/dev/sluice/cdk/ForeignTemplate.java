package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What CDK writes for an application that knows nothing of Sluice, kept among the local cloud's
/// test resources. `-Dforeign.update=true` writes the files anew.
final class ForeignTemplate {
  private static final Path RESOURCES = Path.of("localstack/src/test/resources/dev/sluice/local");

  private static final String ASSET_PATH = "aws:asset:path";
  private static final String PROVIDER = "a function of CDK's own";

  private ForeignTemplate() {}

  /// Synthesizes an application of one stack as `cdk synth --no-staging` does, and compares.
  static void compare(String name, Path home, Consumer<App> application) throws IOException {
    Assumptions.assumeTrue(Node.isOnPath(System.getenv("PATH")), Node.MISSING);
    Path file = Home.path().resolve(RESOURCES).resolve(name);
    String now = synthesized(home.toRealPath(), application);
    if (Boolean.getBoolean("foreign.update")) {
      Files.writeString(file, now);
    }

    assertThat(TemplateDifference.between(Files.readString(file), now)).isEmpty();
  }

  private static String synthesized(Path home, Consumer<App> application) throws IOException {
    Path output = home.resolve("cdk.out");
    App app =
        new App(
            AppProps.builder()
                .outdir(output.toString())
                .context(
                    Map.of(
                        "aws:cdk:enable-asset-metadata", true,
                        "aws:cdk:disable-asset-staging", true))
                .build());
    application.accept(app);
    String stack = app.synth().getStacks().getFirst().getTemplateFile();
    return lines(
        withoutProviders(
            JsonMapper.shared()
                .readTree(NormalTemplate.of(Files.readString(output.resolve(stack)), home))));
  }

  /// CDK brings functions of its own: nobody runs them here, and where they lie differs.
  private static JsonNode withoutProviders(JsonNode template) {
    for (JsonNode resource : template.path("Resources")) {
      if (resource.at("/Properties/Code") instanceof ObjectNode code && code.has("ZipFile")) {
        code.put("ZipFile", PROVIDER);
      }
      if (resource.path("Metadata") instanceof ObjectNode metadata
          && metadata.path(ASSET_PATH).asString("").startsWith("..")) {
        metadata.put(ASSET_PATH, PROVIDER);
      }
    }
    return template;
  }

  /// One resource a line.
  private static String lines(JsonNode template) {
    return template.properties().stream()
        .map(
            section ->
                section.getValue().properties().stream()
                    .map(entry -> "    \"" + entry.getKey() + "\": " + entry.getValue())
                    .collect(
                        Collectors.joining(",\n", "  \"" + section.getKey() + "\": {\n", "\n  }")))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}
