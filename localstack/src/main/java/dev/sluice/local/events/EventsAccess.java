package dev.sluice.local.events;

import dev.sluice.local.access.Access;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import java.util.List;

/// What requests to EventBridge ask for: `events:PutEvents` on each bus that an entry names
/// ("Actions, resources, and condition keys for Amazon EventBridge", Service Authorization
/// Reference).
public final class EventsAccess implements ServiceAccess {
  private final String arnPrefix;

  /// @param arnPrefix what buses' ARNs have before their names
  public EventsAccess(String arnPrefix) {
    this.arnPrefix = arnPrefix;
  }

  @Override
  public Asked of(Call call) {
    String action = "events:" + call.operation();
    if (!call.operation().equals("PutEvents")) {
      return new Asked(call.operation(), "", List.of(new Access(action, "*")));
    }
    List<String> buses =
        call.json().path("Entries").valueStream().map(EventBuses::nameOf).distinct().toList();
    return new Asked(
        call.operation(),
        String.join(",", buses),
        buses.stream().map(bus -> new Access(action, arnPrefix + bus)).toList());
  }
}
