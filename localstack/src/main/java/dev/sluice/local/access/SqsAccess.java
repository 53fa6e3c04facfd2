package dev.sluice.local.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Permissions of requests to SQS, in either protocol.
public final class SqsAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what queues' ARNs have before their names
  public SqsAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public List<Access> of(Call call) {
    if (!call.header("x-amz-target").isEmpty()) {
      JsonNode body = call.json();
      return List.of(
          access(
              call.operation(),
              body.path("QueueUrl").asString(""),
              body.path("QueueName").asString("")));
    }
    Map<String, String> form = call.bodyForm();
    Map<String, String> query = call.query();
    String action = form.getOrDefault("Action", query.getOrDefault("Action", ""));
    String url = form.getOrDefault("QueueUrl", query.getOrDefault("QueueUrl", ""));
    return List.of(
        access(
            action,
            // Old clients name the queue by posting to its URL only.
            url.isEmpty() ? call.uri().getPath() : url,
            form.getOrDefault("QueueName", query.getOrDefault("QueueName", ""))));
  }

  @Override
  public boolean readsBody(String operation) {
    return true;
  }

  /// SQS writes actions in small letters, as its answers in many an issue tracker show.
  @Override
  public String actionInMessage(String action) {
    return action.toLowerCase(Locale.ROOT);
  }

  private Access access(String operation, String url, String name) {
    String queue = name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
    boolean onQueue = !queue.isEmpty() && !operation.equals("ListQueues");
    return new Access(Actions.sqs(operation), onQueue ? arnPrefix + queue : "*");
  }
}
