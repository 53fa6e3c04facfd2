package dev.sluice.local.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Assumptions;

/// Packages from PyPI and npm below `target/`, installed when a test first asks for them.
public final class Packages {
  private static final Path HOME = Path.of("target", "clients").toAbsolutePath();

  private Packages() {}

  /// A virtual environment with what `requirements.txt` names.
  static Path python() {
    return python(
        "python",
        Program.onPath("python3", "apt-get install python3 python3-venv"),
        Path.of(ClientsCloud.resource("requirements.txt")));
  }

  /// A virtual environment.
  ///
  /// @param name of its folder
  /// @param list what pip is to install
  public static Path python(String name, Program python, Path list) {
    Path folder = HOME.resolve(name);
    return once(
        folder,
        list,
        () -> {
          tried(python.run("-m", "venv", "--clear", folder), "python3 -m venv");
          tried(
              Program.at("pip", folder.resolve("bin/pip"))
                  .run("install", "--quiet", "--requirement", list),
              "pip install");
        });
  }

  /// A folder `node_modules` with what `package.json` names.
  static Path node() {
    Program npm = Program.onPath("npm", "apt-get install npm");
    Path folder = HOME.resolve("node");
    Path list = Path.of(ClientsCloud.resource("package.json"));
    return once(
            folder,
            list,
            () -> {
              Files.createDirectories(folder);
              Path _ =
                  Files.copy(
                      list, folder.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
              tried(
                  npm.run("install", "--prefix", folder, "--silent", "--no-audit", "--no-fund"),
                  "npm install");
            })
        .resolve("node_modules");
  }

  private interface Installation {
    void run() throws IOException;
  }

  /// A copy of the list lies beside what was installed by it, and is written last.
  private static Path once(Path folder, Path list, Installation installation) {
    try {
      Path done = folder.resolve("installed");
      if (!Files.exists(done) || Files.mismatch(done, list) != -1) {
        installation.run();
        Path _ = Files.copy(list, done, StandardCopyOption.REPLACE_EXISTING);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without a network, tests that need what was not installed are skipped.
  private static void tried(Program.Result result, String command) {
    Assumptions.assumeTrue(
        result.status() == 0,
        () -> command + " failed (no network?): " + result.errors().strip().lines().findFirst());
  }
}
