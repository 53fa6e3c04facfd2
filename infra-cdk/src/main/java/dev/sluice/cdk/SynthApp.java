package dev.sluice.cdk;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compares the template as synthesized now with the committed snapshot, or rewrites that.
///
/// Exit status 0: the same (or rewritten); 1: stale, or it can't be told; 2: wrong usage.
public final class SynthApp {

  static final Path SNAPSHOT = Path.of("infra-cdk/snapshot/sluice.template.json");

  private static final String UPDATE = "--update";

  private SynthApp() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    if (!arguments.isEmpty() && !arguments.equals(List.of(UPDATE))) {
      System.err.println("sluice: synth takes no argument but " + UPDATE);
      return 2;
    }
    if (!Node.isOnPath(System.getenv("PATH"))) {
      System.err.println(Node.MISSING);
      return 1;
    }
    Path snapshot = Home.path().resolve(SNAPSHOT);
    String now;
    try {
      now = Synthesis.run(SluiceYaml.read(Home.path().resolve("sluice.yaml")), _ -> {}).template();
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      return 1;
    }
    if (arguments.contains(UPDATE)) {
      Files.createDirectories(snapshot.getParent());
      Files.writeString(snapshot, now);
      System.out.println("wrote " + snapshot);
      return 0;
    }
    if (!Files.exists(snapshot)) {
      System.err.println(snapshot + " is not there: run ./sluice synth " + UPDATE);
      return 1;
    }
    List<String> differences = TemplateDifference.between(Files.readString(snapshot), now);
    if (differences.isEmpty()) {
      System.out.println(SNAPSHOT + " is what the code says");
      return 0;
    }
    System.out.println(SNAPSHOT + " is stale (snapshot → code):");
    differences.forEach(difference -> System.out.println("  " + difference));
    System.out.println("Run ./sluice synth " + UPDATE + " and commit it.");
    return 1;
  }
}
