package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Tells by files in its directory that it starts (`starts-PID`) and that it works (`works-PID`),
/// and goes on when a file is there: `go` lets it start, what the event calls `until` lets it end.
public final class Sleeper implements RequestHandler<Map<String, String>, String> {
  private final Path directory = Path.of(System.getenv("DIRECTORY"));
  private final String process = Long.toString(ProcessHandle.current().pid());

  public Sleeper() throws IOException, InterruptedException {
    Files.createFile(directory.resolve("starts-" + process));
    await("go");
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    try {
      Files.createFile(directory.resolve("works-" + process));
      await(event.getOrDefault("until", "go"));
      Files.delete(directory.resolve("works-" + process));
      return process;
    } catch (IOException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void await(String file) throws InterruptedException {
    while (!Files.exists(directory.resolve(file))) {
      Thread.sleep(5);
    }
  }
}
