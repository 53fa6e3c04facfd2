package dev.sluice.local.iam;

/// An action on a resource that a statement allows, as the policy has it.
///
/// @param where the policy, and the statement in it
/// @param action a name or a pattern of names
/// @param resource an ARN or a pattern of ARNs
public record Grant(String where, String action, String resource) {
  /// Whether it allows several actions by one pattern.
  public boolean isPattern() {
    return Wildcard.isPattern(action);
  }

  @Override
  public String toString() {
    return action + " on " + resource + " (" + where + ")";
  }
}
