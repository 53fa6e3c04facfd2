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
import org.jspecify.annotations.Nullable;

/// Writes each batch it gets into a directory, and then does what the messages say when they come
/// for the first time.
public final class Clerk
    implements RequestHandler<Map<String, Object>, @Nullable Map<String, Object>> {
  private final Path directory;

  public Clerk(Map<String, String> environment) {
    this.directory = Path.of(environment.getOrDefault("DIRECTORY", "."));
  }

  @Override
  public @Nullable Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    try {
      Files.writeString(directory.resolve("batch-" + UUID.randomUUID()), event.toString());
      List<Map<String, String>> failures = new ArrayList<>();
      if (event.get("Records") instanceof List<?> records) {
        for (Object one : records) {
          if (one instanceof Map<?, ?> message) {
            String order = String.valueOf(message.get("body"));
            if (order.equals("nothing")) {
              return null;
            }
            obey(order, String.valueOf(message.get("attributes")));
            if (order.equals("fail")) {
              failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
            } else if (order.equals("fail nobody")) {
              failures.add(Map.of("itemIdentifier", "nobody"));
            }
          }
        }
      }
      return Map.of("batchItemFailures", failures);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void obey(String order, String attributes) throws InterruptedException {
    boolean first = attributes.contains("ApproximateReceiveCount=1");
    switch (order) {
      case "throw always" -> throw new IllegalStateException(order);
      case "throw" -> {
        if (first) {
          throw new IllegalStateException(order);
        }
      }
      case "sleep" -> {
        if (first) {
          Thread.sleep(60_000);
        }
      }
      case "wait" -> {
        while (!Files.exists(directory.resolve("go"))) {
          Thread.sleep(5);
        }
      }
      default -> {}
    }
  }
}
