package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes each batch it gets into a directory and waits until the file `go` lies there.
public final class Worker implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Path directory;

  public Worker() {
    this(System.getenv());
  }

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
    List<Map<String, Object>> failures = new ArrayList<>();
    if (event.get("Records") instanceof List<?> records) {
      for (Object record : records) {
        if (record instanceof Map<?, ?> message) {
          if ("throw".equals(message.get("body"))) {
            throw new IllegalStateException("asked to");
          }
          if ("fail".equals(message.get("body"))) {
            failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
          }
        }
      }
    }
    return Map.of("batchItemFailures", failures);
  }
}
