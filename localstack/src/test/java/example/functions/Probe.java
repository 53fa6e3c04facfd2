package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// Tells what it sees of the place it runs in.
public final class Probe implements RequestHandler<Map<String, String>, Map<String, String>> {
  private final String instance = UUID.randomUUID().toString();
  private final Map<String, String> environment;

  public Probe() {
    this(System.getenv());
  }

  public Probe(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Map<String, String> handleRequest(Map<String, String> event, Context context) {
    String fail = event.get("fail");
    if (fail != null) {
      throw new IllegalStateException(fail);
    }
    if (event.containsKey("exit")) {
      Runtime.getRuntime().halt(Integer.parseInt(event.getOrDefault("exit", "0")));
    }
    if (event.containsKey("print")) {
      print(event.getOrDefault("print", ""));
    }
    if (event.containsKey("answer")) {
      return Map.of("answer", "x".repeat(Integer.parseInt(event.getOrDefault("answer", "0"))));
    }
    String file = event.get("waitFor");
    if (file != null) {
      waitFor(Path.of(file));
    }
    context.getLogger().log("probed by " + context.getAwsRequestId());
    String type = event.getOrDefault("type", "java.lang.Object");
    return Map.of(
        "instance", instance,
        "greeting", environment.getOrDefault("GREETING", ""),
        "sees", Boolean.toString(sees(type)),
        "function", context.getFunctionName(),
        "heap", Long.toString(Runtime.getRuntime().maxMemory() / 1024 / 1024),
        "process", Long.toString(ProcessHandle.current().pid()),
        "memory", Integer.toString(context.getMemoryLimitInMB()),
        "inTime", Boolean.toString(context.getRemainingTimeInMillis() > 0));
  }

  private static boolean sees(String type) {
    try {
      return !Class.forName(type).getName().isEmpty();
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /// Half by this thread, half by one of its own.
  private static void print(String line) {
    System.out.println(line);
    Thread other = Thread.ofPlatform().start(() -> System.out.println(line + " elsewhere"));
    try {
      other.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void waitFor(Path file) {
    while (!Files.exists(file)) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }
}
