package dev.sluice.local.access;

import java.util.List;

/// Permissions of requests to EventBridge: `events:PutEvents` on each bus that an entry names
/// ("Actions, resources, and condition keys for Amazon EventBridge", Service Authorization
/// Reference).
public final class EventsAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what buses' ARNs have before their names
  public EventsAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public List<Access> of(Call call) {
    String action = "events:" + call.operation();
    if (!call.operation().equals("PutEvents")) {
      return List.of(new Access(action, "*"));
    }
    return call.json()
        .path("Entries")
        .valueStream()
        .map(entry -> entry.path("EventBusName").asString("default"))
        .map(bus -> bus.startsWith("arn:") ? bus : arnPrefix + bus)
        .distinct()
        .map(bus -> new Access(action, bus))
        .toList();
  }

  @Override
  public boolean readsBody(String operation) {
    return true;
  }
}
