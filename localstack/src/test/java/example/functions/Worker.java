package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes each batch it gets into a directory and waits until the file `go` lies there.
public final class Worker implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Path directory;

  public Worker(Map<String, String> environment) {
    this.directory = Path.of(environment.getOrDefault("DIRECTORY", "."));
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    try {
      Files.writeString(directory.resolve("batch-" + UUID.randomUUID()), event.toString());
      while (!Files.exists(directory.resolve("go"))) {
        Thread.sleep(5);
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return Map.of("batchItemFailures", List.of());
  }
}
