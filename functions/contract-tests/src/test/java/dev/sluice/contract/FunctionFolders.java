package dev.sluice.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Empty folders where the template's code would lie: these tests call no function, and run before
/// any is built.
final class FunctionFolders {
  private FunctionFolders() {}

  static void make(Path codeBase) throws IOException {
    for (String function : List.of("api", "validator", "processors")) {
      Files.createDirectories(
          codeBase.resolve("functions").resolve(function).resolve("target/function"));
    }
  }
}
