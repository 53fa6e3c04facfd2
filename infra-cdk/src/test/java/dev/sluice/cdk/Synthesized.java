package dev.sluice.cdk;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.Aspects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The app, synthesized once for all tests; a test that asks for it is skipped where there is no
/// Node.
final class Synthesized {

  private static final class Once {
    private static final Synthesis RESULT = synthesize();

    private static Synthesis synthesize() {
      try {
        return Synthesis.run(
            SluiceYaml.read(Home.path().resolve("sluice.yaml")),
            app -> Aspects.of(app).add(new AwsSolutionsChecks()));
      } catch (InvalidSettings e) {
        throw new AssertionError(e.getMessage(), e);
      }
    }
  }

  private Synthesized() {}

  static Synthesis app() {
    Assumptions.assumeTrue(Node.isOnPath(System.getenv("PATH")), Node.MISSING);
    return Once.RESULT;
  }

  static JsonNode template() {
    return JsonMapper.shared().readTree(app().template());
  }

  /// Resources of one type, with their logical ids made readable.
  static Map<String, JsonNode> resources(String type) {
    return template().path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").stringValue().equals(type))
        .collect(
            Collectors.toMap(
                resource -> readable(resource.getKey()),
                resource -> resource.getValue().path("Properties")));
  }

  /// The properties of one resource, by its readable name.
  static JsonNode resource(String type, String name) {
    JsonNode found = resources(type).get(name);
    if (found == null) {
      throw new AssertionError("the template has no " + type + " named " + name);
    }
    return found;
  }

  /// `UploadsBucketC4B27CC7` is `Bucket`: without the pipeline's id and CDK's hash.
  static String readable(String logicalId) {
    return logicalId.replaceFirst("^Uploads", "").replaceFirst("[0-9A-F]{8}$", "");
  }

  /// A reference or a join of them as text:
  /// `{"Fn::Join":["",[{"Fn::GetAtt":["UploadsBucket…","Arn"]}, "/u/*"]]}` is `Bucket/u/*`.
  static String text(JsonNode value) {
    if (value.has("Ref")) {
      return readable(value.get("Ref").stringValue());
    }
    if (value.has("Fn::GetAtt")) {
      return readable(value.get("Fn::GetAtt").get(0).stringValue());
    }
    if (value.has("Fn::Join")) {
      return texts(value.get("Fn::Join").get(1)).stream().collect(Collectors.joining());
    }
    return value.stringValue();
  }

  /// One value or an array of them.
  static List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(Synthesized::text).toList()
        : List.of(text(value));
  }
}
