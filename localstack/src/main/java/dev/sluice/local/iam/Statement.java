package dev.sluice.local.iam;

import java.util.List;
import java.util.Optional;

/// One statement of a policy.
///
/// @param where the policy and the statement's place or Sid in it, for people
/// @param principals nothing in a policy of a role, which is about its own role
record Statement(
    String where,
    boolean denies,
    Optional<Principals> principals,
    Selection actions,
    Selection resources,
    List<Condition> conditions) {
  Statement {
    conditions = List.copyOf(conditions);
  }

  /// What of this statement the request falls under, whether it is allowed or denied by that.
  Optional<Grant> covers(AccessRequest request) {
    if (principals.isPresent() && !principals.get().include(request.principal(), denies)) {
      return Optional.empty();
    }
    if (!conditions.stream().allMatch(condition -> condition.holds(request.context()))) {
      return Optional.empty();
    }
    return actions
        .selectsAction(request.action())
        .flatMap(
            action ->
                resources
                    .selects(request.resource())
                    .map(resource -> new Grant(where, action, resource)));
  }

  /// What it allows, one for each pair of an action and a resource.
  List<Grant> grants() {
    return denies
        ? List.of()
        : actions.names().stream()
            .flatMap(
                action ->
                    resources.names().stream().map(resource -> new Grant(where, action, resource)))
            .toList();
  }
}
