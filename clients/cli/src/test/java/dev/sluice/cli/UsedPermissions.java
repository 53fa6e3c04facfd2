package dev.sluice.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What the pipelines of this JVM's tests were allowed, did, and were refused.
final class UsedPermissions {
  private static final List<JsonNode> REPORTS = new CopyOnWriteArrayList<>();

  private UsedPermissions() {}

  /// @param report what `/_localcloud/permissions` answered at a pipeline's end
  static void add(JsonNode report) {
    REPORTS.add(report);
  }

  static boolean isEmpty() {
    return REPORTS.isEmpty();
  }

  /// Grants that allowed no call in any pipeline, each with its place in the template.
  static Set<String> unused() {
    Set<String> unused = grants(grant -> true);
    unused.removeAll(grants(grant -> grant.path("calls").asLong() > 0));
    return unused;
  }

  /// Grants that allow more than one action by a pattern.
  static Set<String> patterns() {
    return grants(grant -> grant.path("isPattern").asBoolean());
  }

  /// Calls that were refused to a role or a service.
  static Set<String> refused() {
    Set<String> refused = new TreeSet<>();
    for (JsonNode report : REPORTS) {
      for (JsonNode refusal : report.path("refusals")) {
        String principal = refusal.path("principal").asString();
        if (principal.startsWith("arn:") || principal.endsWith(".amazonaws.com")) {
          refused.add(
              "%s on %s, called by %s %s"
                  .formatted(
                      refusal.path("action").asString(),
                      refusal.path("resource").asString(),
                      principal,
                      PermissionLines.of(principal, refusal.path("action").asString())));
        }
      }
    }
    return refused;
  }

  private static Set<String> grants(Predicate<JsonNode> wanted) {
    Set<String> grants = new TreeSet<>();
    for (JsonNode report : REPORTS) {
      report
          .path("grants")
          .valueStream()
          .filter(wanted)
          .map(
              grant ->
                  "%s: %s on %s %s"
                      .formatted(
                          grant.path("where").asString(),
                          grant.path("action").asString(),
                          grant.path("resource").asString(),
                          PermissionLines.of(
                              grant.path("where").asString(), grant.path("action").asString())))
          .forEach(grants::add);
    }
    return grants;
  }
}
