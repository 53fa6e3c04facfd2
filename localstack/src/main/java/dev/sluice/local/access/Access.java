package dev.sluice.local.access;

import java.util.Map;

/// One permission that a request needs.
///
/// @param resource an ARN, or `*`
/// @param context condition keys of the service's own, in lower case
public record Access(String action, String resource, Map<String, String> context) {
  public Access {
    context = Map.copyOf(context);
  }

  Access(String action, String resource) {
    this(action, resource, Map.of());
  }
}
