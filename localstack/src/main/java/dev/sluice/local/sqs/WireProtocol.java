package dev.sluice.local.sqs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One of the two ways to say the same. Between them and the operations everything has the JSON
/// protocol's shape.
sealed interface WireProtocol permits JsonProtocol, QueryProtocol {
  record Call(String action, ObjectNode parameters) {
    /// The queue that it is about. Operations find theirs by the same parameter, or a policy would
    /// allow one queue and another one would be used.
    Optional<String> queue() {
      Parameters request = new Parameters(parameters);
      Optional<String> name =
          switch (action) {
            case "CreateQueue", "GetQueueUrl" -> request.text("QueueName");
            case "ListQueues" -> Optional.empty();
            default -> request.text("QueueUrl").map(SqsService::nameIn);
          };
      return name.filter(it -> !it.isEmpty());
    }
  }

  /// @param target the header `X-Amz-Target`, which the JSON protocol alone has
  static WireProtocol of(@Nullable String target) {
    return target == null ? new QueryProtocol() : new JsonProtocol();
  }

  Call decode(Request request);

  Answer success(String action, ObjectNode result, String requestId);

  Answer failure(SqsException refusal, String requestId);
}
