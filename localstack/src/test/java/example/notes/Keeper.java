package example.notes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a note into the table for each object that a message tells of. A message with `poison` in
/// it can't be done.
public final class Keeper implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> environment;

  public Keeper() {
    this(System.getenv());
  }

  public Keeper(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    List<Map<String, String>> failures = new ArrayList<>();
    if (event.get("Records") instanceof List<?> records) {
      for (Object one : records) {
        if (one instanceof Map<?, ?> message) {
          String body = String.valueOf(message.get("body"));
          context.getLogger().log("message " + body);
          if (!body.contains("s3:TestEvent") && (body.contains("poison") || !keep(body))) {
            failures.add(Map.of("itemIdentifier", String.valueOf(message.get("messageId"))));
          }
        }
      }
    }
    // A metric, as CloudWatch finds it in a log.
    System.out.println(
        """
        {"_aws":{"CloudWatchMetrics":[{"Namespace":"Notes","Dimensions":[["Kind"]],\
        "Metrics":[{"Name":"Kept","Unit":"Count"}]}]},"Kind":"message","Kept":%d}"""
            .formatted(event.size() - failures.size()));
    return Map.of("batchItemFailures", failures);
  }

  private boolean keep(String body) {
    Matcher key = KEY.matcher(body);
    return key.find()
        ? put("{\"id\":{\"S\":\"%s\"},\"kind\":{\"S\":\"file\"}}".formatted(key.group(1)))
        : put("{\"id\":{\"S\":\"%s\"},\"kind\":{\"S\":\"text\"}}".formatted(body));
  }

  private boolean put(String item) {
    String body = "{\"TableName\":\"%s\",\"Item\":%s}".formatted(environment.get("TABLE"), item);
    URI uri = URI.create(Objects.requireNonNull(environment.get("AWS_ENDPOINT_URL")) + "/");
    HttpRequest request =
        new Signature(environment)
            .sign(HttpRequest.newBuilder(uri), uri, "DynamoDB_20120810.PutItem", body)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200;
    } catch (IOException failed) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
