package dev.sluice.local.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What conditions can ask of every call, whichever service it is for (IAM user guide, "AWS global
/// condition context keys").
public final class GlobalContext {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  private GlobalContext() {}

  /// @param resource its ARN, whose region and account are the call's unless it has none
  public static Map<String, String> of(Principal principal, String resource, Instant now) {
    Map<String, String> context = new HashMap<>(principal.context());
    // Nothing leaves the machine: loopback is as good as TLS.
    context.put(ContextKeys.SECURE_TRANSPORT, "true");
    context.put(ContextKeys.VIA_SERVICE, "false");
    context.put(ContextKeys.CURRENT_TIME, now.toString());
    context.put(ContextKeys.EPOCH_TIME, Long.toString(now.getEpochSecond()));
    String[] parts = resource.split(":", ACCOUNT + 2);
    if (parts.length > ACCOUNT && !parts[REGION].isEmpty()) {
      context.put(ContextKeys.REQUESTED_REGION, parts[REGION]);
    }
    if (parts.length > ACCOUNT && !parts[ACCOUNT].isEmpty()) {
      context.put(ContextKeys.RESOURCE_ACCOUNT, parts[ACCOUNT]);
    }
    return context;
  }
}
