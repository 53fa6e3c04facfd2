package dev.sluice.cdk;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/// The app that `cdk deploy` runs (infra-cdk/cdk.json): the stack with the functions as built.
public final class DeployApp {

  private DeployApp() {}

  public static void main(String[] arguments) {
    var code = FunctionCode.builtIn(Home.path());
    for (Path directory : code.directories()) {
      if (!Files.isDirectory(directory.resolve("lib"))) {
        System.err.println(
            directory + " is not there: build the functions first, with ./sluice synth");
        System.exit(1);
      }
    }
    try {
      var app = new App();
      new SluiceStack(app, code, SluiceYaml.read(Home.path().resolve("sluice.yaml")));
      app.synth();
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
