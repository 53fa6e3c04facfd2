package dev.sluice.cdk;

import java.nio.file.Path;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A template as it is committed: nothing in it changes with the functions' code or with the
/// machine, and keys are sorted.
final class NormalTemplate {

  private static final String ASSET_PATH = "aws:asset:path";

  private NormalTemplate() {}

  /// @param home the root that paths of assets are made relative to
  static String of(String template, Path home) {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode root = mapper.readTree(template);
    root.path("Resources")
        .properties()
        .forEach(
            resource -> {
              nameCode(resource.getKey(), resource.getValue());
              shortenPath(resource.getValue().path("Metadata"), home);
            });
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return mapper.writer().with(printer).writeValueAsString(sorted(root)) + "\n";
  }

  /// The key is a hash of the code.
  private static void nameCode(String logicalId, JsonNode resource) {
    if (resource.path("Properties").path("Code") instanceof ObjectNode code && code.has("S3Key")) {
      code.put("S3Key", logicalId + ".zip");
    }
  }

  private static void shortenPath(JsonNode metadata, Path home) {
    if (metadata instanceof ObjectNode values && values.has(ASSET_PATH)) {
      Path path = home.relativize(Path.of(values.get(ASSET_PATH).stringValue()));
      values.put(ASSET_PATH, path.toString().replace('\\', '/'));
    }
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var values = new TreeMap<String, JsonNode>();
        object.properties().forEach(entry -> values.put(entry.getKey(), sorted(entry.getValue())));
        ObjectNode copy = object.objectNode();
        values.forEach(copy::set);
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode();
        array.forEach(element -> copy.add(sorted(element)));
        yield copy;
      }
      case JsonNode value -> value;
    };
  }
}
