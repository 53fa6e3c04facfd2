package dev.sluice.cdk;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The synthesized template, without what changes with every line of code: assets are named by the
/// function instead of by the hash of their content, and where they lie is told from the project's
/// root.
final class Snapshot {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String ASSET_PATH = "aws:asset:path";

  private Snapshot() {}

  static Path file(Path home) {
    return home.resolve("infra-cdk/snapshot/sluice.template.json");
  }

  /// Synthesizes from the project at `home`; needs Node.
  static String synthesize(Path home) throws InvalidSettings {
    try {
      Path out = Files.createTempDirectory("sluice-synth-");
      App app = new App(AppProps.builder().outdir(out.toString()).build());
      new SluiceStack(app, withCode(home), SluiceYaml.read(home.resolve("sluice.yaml")));
      app.synth();
      JsonNode template = MAPPER.readTree(Files.readString(out.resolve("Sluice.template.json")));
      return pretty(normalised(home, template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A function that was never built is an empty folder here: the template says the same.
  private static Path withCode(Path home) throws IOException {
    FunctionCode code = FunctionCode.builtIn(home);
    for (Path folder : List.of(code.api(), code.validator(), code.processors())) {
      Files.createDirectories(folder);
    }
    return home;
  }

  private static JsonNode normalised(Path home, JsonNode template) {
    FunctionCode code = FunctionCode.builtIn(home);
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      if (resource.getValue().path("Type").asString("").equals("AWS::Lambda::Function")) {
        ObjectNode function = (ObjectNode) resource.getValue();
        ((ObjectNode) function.at("/Properties/Code")).put("S3Key", resource.getKey() + ".zip");
        String handler = function.at("/Properties/Handler").asString();
        Path folder =
            handler.startsWith("dev.sluice.api.")
                ? code.api()
                : handler.startsWith("dev.sluice.validator.")
                    ? code.validator()
                    : code.processors();
        function.withObject("/Metadata").put(ASSET_PATH, home.relativize(folder).toString());
      }
    }
    return template;
  }

  private static String pretty(JsonNode template) {
    return MAPPER
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(template)
            .replace("\r\n", "\n")
        + "\n";
  }
}
