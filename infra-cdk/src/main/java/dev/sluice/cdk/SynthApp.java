package dev.sluice.cdk;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/// Synthesizes the template. Called by the CDK CLI (which sets `CDK_OUTDIR`), it writes what is to
/// be deployed; else it compares with the committed snapshot, or rewrites that with `--update`.
public final class SynthApp {
  private SynthApp() {}

  public static void main(String[] arguments) throws IOException, InvalidSettings {
    Path home = Path.of(System.getProperty("sluice.home", "")).toAbsolutePath().normalize();
    if (System.getenv("CDK_OUTDIR") != null) {
      App app = new App();
      new SluiceStack(app, home, SluiceYaml.read(home.resolve("sluice.yaml")));
      app.synth();
      return;
    }
    System.exit(run(home, arguments));
  }

  private static int run(Path home, String[] arguments) throws IOException {
    boolean update = arguments.length == 1 && arguments[0].equals("--update");
    if (arguments.length > 0 && !update) {
      System.err.println("sluice: synth takes --update or nothing");
      return 2;
    }
    if (!nodeIsThere()) {
      System.err.println("sluice: synth needs Node 20 or newer on the PATH (https://nodejs.org)");
      return 1;
    }
    Path file = Snapshot.file(home);
    String synthesized;
    try {
      synthesized = Snapshot.synthesize(home);
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      return 1;
    }
    String committed = Files.exists(file) ? Files.readString(file) : "";
    if (synthesized.equals(committed)) {
      System.out.println("The snapshot is what synth makes: " + home.relativize(file));
      return 0;
    }
    if (update) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, synthesized);
      System.out.println("Rewritten: " + home.relativize(file));
      return 0;
    }
    System.err.printf(
        "sluice: %s is stale from line %d on; run ./sluice synth --update%n",
        home.relativize(file), firstDifference(committed, synthesized));
    return 1;
  }

  private static int firstDifference(String committed, String synthesized) {
    String[] before = committed.split("\n", -1);
    String[] after = synthesized.split("\n", -1);
    int line = 0;
    while (line < before.length && line < after.length && before[line].equals(after[line])) {
      line++;
    }
    return line + 1;
  }

  static boolean nodeIsThere() {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      node.getInputStream().readAllBytes();
      return node.waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
