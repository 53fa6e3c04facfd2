package dev.sluice.cdk;

import dev.sluice.core.collection.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// The app synthesized into a temporary directory, always with empty directories for the functions'
/// code: the template then can't depend on whether and what has been built.
///
/// @param stack for assertions on the constructs
/// @param directory where the cloud assembly lies
/// @param template normalised, as the snapshot has it
record Synthesis(SluiceStack stack, Path directory, String template) {

  /// @param prepare is given the app before it is synthesized
  static Synthesis run(Settings settings, Consumer<App> prepare) {
    try {
      Path home = Files.createTempDirectory("sluice-synth").toRealPath();
      var code = FunctionCode.builtIn(home);
      for (Path directory : code.directories()) {
        Files.createDirectories(directory);
      }
      Path output = home.resolve("cdk.out");
      var app =
          new App(
              AppProps.builder()
                  .outdir(output.toString())
                  .context(
                      Map.of(
                          // Leaves "aws:asset:path" on each function, and there the directory's own
                          // path in place of a copy's.
                          "aws:cdk:enable-asset-metadata", true,
                          "aws:cdk:disable-asset-staging", true))
                  .build());
      prepare.accept(app);
      var stack = new SluiceStack(app, code, settings);
      app.synth();
      String raw = Files.readString(output.resolve(SluiceStack.NAME + ".template.json"));
      return new Synthesis(stack, output, NormalTemplate.of(raw, home));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
