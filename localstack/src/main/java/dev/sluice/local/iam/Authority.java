package dev.sluice.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides within one account (IAM user guide, "Policy evaluation logic"): a denial anywhere beats
/// everything; else it is enough if the caller's policies or the resource's allow the call.
///
/// @param ofRoles the policies of each role, by its ARN
/// @param ofResources the policies that each bucket and queue begins with, by its ARN
public record Authority(Map<String, List<Policy>> ofRoles, Map<String, List<Policy>> ofResources) {
  public Authority {
    ofRoles = Map.copyOf(ofRoles);
    ofResources = Map.copyOf(ofResources);
  }

  public Decision decide(AccessRequest request) {
    return decide(request, ofResources.getOrDefault(request.resource(), List.of()));
  }

  /// The same for a resource that keeps its policies itself.
  ///
  /// @param ofResource its policies now, those of the beginning among them if it still has them
  public Decision decide(AccessRequest request, List<Policy> ofResource) {
    List<Statement> identity = identity(request.principal());
    List<Statement> resource = statements(ofResource);
    if (denies(identity, request)) {
      return new Decision.Denied(Decision.Reason.IDENTITY_DENIES);
    }
    if (denies(resource, request)) {
      return new Decision.Denied(Decision.Reason.RESOURCE_DENIES);
    }
    Optional<Grant> grant =
        Stream.concat(identity.stream(), resource.stream())
            .filter(statement -> !statement.denies())
            .flatMap(statement -> statement.covers(request).stream())
            .findFirst();
    return switch (request.principal()) {
      case Principal.Administrator _ -> new Decision.Allowed(grant);
      case Principal.Role _ -> allowed(grant, Decision.Reason.NO_IDENTITY_ALLOWS);
      case Principal.Service _, Principal.Anonymous _ ->
          allowed(grant, Decision.Reason.NO_RESOURCE_ALLOWS);
    };
  }

  /// All that anybody is allowed.
  public List<Grant> grants() {
    return Stream.concat(ofRoles.values().stream(), ofResources.values().stream())
        .flatMap(List::stream)
        .flatMap(policy -> policy.grants().stream())
        .distinct()
        .toList();
  }

  private static Decision allowed(Optional<Grant> grant, Decision.Reason otherwise) {
    return grant.isPresent() ? new Decision.Allowed(grant) : new Decision.Denied(otherwise);
  }

  private List<Statement> identity(Principal principal) {
    return switch (principal) {
      case Principal.Role role -> statements(ofRoles.getOrDefault(role.arn(), List.of()));
      case Principal.Administrator _, Principal.Service _, Principal.Anonymous _ -> List.of();
    };
  }

  private static List<Statement> statements(List<Policy> policies) {
    return policies.stream().flatMap(policy -> policy.statements().stream()).toList();
  }

  private static boolean denies(List<Statement> statements, AccessRequest request) {
    return statements.stream()
        .anyMatch(statement -> statement.denies() && statement.covers(request).isPresent());
  }
}
