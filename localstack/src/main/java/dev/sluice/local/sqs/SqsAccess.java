package dev.sluice.local.sqs;

import dev.sluice.local.access.Access;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What requests to SQS ask for, in either protocol.
public final class SqsAccess implements ServiceAccess {
  /// A batch needs what its entries need ("Actions, resources, and condition keys for Amazon SQS",
  /// Service Authorization Reference); all other actions have their operations' names.
  private static final Map<String, String> OF_BATCHES =
      Map.of(
          "SendMessageBatch", "SendMessage",
          "DeleteMessageBatch", "DeleteMessage",
          "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

  private final String arnPrefix;

  /// @param arnPrefix what queues' ARNs have before their names
  public SqsAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public Asked of(Call call) {
    WireProtocol.Call decoded;
    try {
      decoded =
          WireProtocol.of(call.target())
              .decode(new Request(call.target(), call.uri(), call.body()));
    } catch (SqsException unreadable) {
      return new Asked(call.operation(), "", List.of());
    }
    Optional<String> queue = decoded.queue();
    String action = OF_BATCHES.getOrDefault(decoded.action(), decoded.action());
    return new Asked(
        decoded.action(),
        queue.orElse(""),
        List.of(new Access("sqs:" + action, queue.map(name -> arnPrefix + name).orElse("*"))));
  }

  /// SQS writes actions in small letters, as its answers in many an issue tracker show.
  @Override
  public String actionInMessage(String action) {
    return action.toLowerCase(Locale.ROOT);
  }
}
