package dev.sluice.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The notes' cloud in a process of its own, which can be killed.
final class CloudProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  CloudProcess(Path data) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CloudProcess.class.getName(),
                    data.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("The cloud did not start");
    }
    url = line;
  }

  URI endpoint() {
    return URI.create(url);
  }

  /// SIGKILL: nothing in the process hears of it.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The cloud outlives its being killed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Starts the cloud over a folder, tells its address, and goes on until its parent is gone.
  public static void main(String[] arguments) throws IOException {
    try (LocalCloud cloud = Notes.builder().data(Path.of(arguments[0])).start()) {
      System.out.println(cloud.endpoint());
      int _ = System.in.read();
    }
  }
}
