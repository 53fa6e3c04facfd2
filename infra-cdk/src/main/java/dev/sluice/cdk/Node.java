package dev.sluice.cdk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The CDK is JavaScript that jsii runs in Node; without it, jsii answers with a stack trace.
final class Node {

  static final String MISSING =
      "synth needs Node 20 or newer on the PATH (the CDK runs in it), and there is no node";

  private Node() {}

  static boolean isOnPath(@Nullable String path) {
    return path != null
        && Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(directory -> !directory.isEmpty())
            .anyMatch(
                directory ->
                    Files.isExecutable(Path.of(directory, "node"))
                        || Files.isExecutable(Path.of(directory, "node.exe")));
  }
}
