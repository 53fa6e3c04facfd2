package dev.sluice.cdk;

import java.nio.file.Path;
import java.util.List;

/// Where the built functions lie: directories with `lib/*.jar` and `sluice.yaml`, as Lambda unpacks
/// them under its task root.
public record FunctionCode(Path api, Path validator, Path processors) {

  /// The directories `mvn package` makes in a checkout.
  public static FunctionCode builtIn(Path home) {
    return new FunctionCode(
        home.resolve("functions/api/target/function"),
        home.resolve("functions/validator/target/function"),
        home.resolve("functions/processors/target/function"));
  }

  List<Path> directories() {
    return List.of(api, validator, processors);
  }
}
