package dev.sluice.local.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Decides on calls, and remembers which grants were used and what was refused: the difference
/// between the two is what a template allows too much or too little.
public final class Permissions {
  /// What was refused.
  ///
  /// @param principal a role's ARN, a service's name, `user`, or empty
  public record Refusal(String principal, String action, String resource) {}

  private final Authority authority;
  private final SequencedMap<Grant, Long> used = new LinkedHashMap<>();
  private final SequencedMap<Refusal, Long> refused = new LinkedHashMap<>();

  public Permissions(Authority authority) {
    this.authority = authority;
    authority.grants().forEach(grant -> used.put(grant, 0L));
  }

  public Decision decide(AccessRequest request) {
    return remembered(request, authority.decide(request));
  }

  /// The same for a resource that keeps its policies itself.
  ///
  /// @param ofResource its policies now
  public Decision decide(AccessRequest request, List<Policy> ofResource) {
    return remembered(request, authority.decide(request, ofResource));
  }

  private synchronized Decision remembered(AccessRequest request, Decision decision) {
    switch (decision) {
      case Decision.Allowed(var grant) -> grant.ifPresent(one -> used.merge(one, 1L, Long::sum));
      case Decision.Denied _ ->
          refused.merge(
              new Refusal(request.principal().name(), request.action(), request.resource()),
              1L,
              Long::sum);
    }
    return decision;
  }

  /// Every grant, with how many calls it allowed.
  public synchronized Map<Grant, Long> uses() {
    return new LinkedHashMap<>(used);
  }

  /// Grants that allowed no call.
  public synchronized List<Grant> unused() {
    return used.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// What was refused, with how often.
  public synchronized Map<Refusal, Long> refusals() {
    return new LinkedHashMap<>(refused);
  }
}
