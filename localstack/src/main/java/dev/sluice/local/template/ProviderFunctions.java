package dev.sluice.local.template;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Finds the functions behind custom resources that are understood here: nobody calls them, and as
/// they are no Java nobody could.
final class ProviderFunctions {
  private final Map<String, JsonNode> resources;
  private final Map<String, ResourceType> types;

  private ProviderFunctions(Map<String, JsonNode> resources, Map<String, ResourceType> types) {
    this.resources = resources;
    this.types = types;
  }

  /// Those that only such resources call, with the roles that nobody else takes, and the policies
  /// of these roles alone.
  ///
  /// @param outputs which may refer to a resource as well
  static Set<String> find(
      Map<String, JsonNode> resources, Map<String, ResourceType> types, JsonNode outputs) {
    return new ProviderFunctions(resources, types).find(outputs);
  }

  private Set<String> find(JsonNode outputs) {
    Set<String> called = new LinkedHashSet<>();
    Set<String> used = DependencyOrder.references(outputs);
    resources.forEach(
        (logicalId, resource) -> {
          ResourceType type = types.get(logicalId);
          boolean custom = type != null && type.isCustom();
          for (Map.Entry<String, JsonNode> property : resource.path("Properties").properties()) {
            boolean calls = custom && property.getKey().equals(CustomResources.TOKEN);
            (calls ? called : used).addAll(DependencyOrder.references(property.getValue()));
          }
        });
    Set<String> functions =
        all(ResourceType.LAMBDA_FUNCTION, id -> called.contains(id) && !used.contains(id));
    Set<String> theirs = new LinkedHashSet<>();
    Set<String> taken = new LinkedHashSet<>();
    for (String function : all(ResourceType.LAMBDA_FUNCTION, _ -> true)) {
      (functions.contains(function) ? theirs : taken).addAll(references(function, "Role"));
    }
    Set<String> found = new LinkedHashSet<>(functions);
    found.addAll(all(ResourceType.IAM_ROLE, id -> theirs.contains(id) && !taken.contains(id)));
    found.addAll(
        all(
            ResourceType.IAM_POLICY,
            id -> {
              Set<String> roles = references(id, "Roles");
              return !roles.isEmpty() && found.containsAll(roles);
            }));
    return found;
  }

  private Set<String> references(String logicalId, String property) {
    JsonNode resource = resources.getOrDefault(logicalId, MissingNode.getInstance());
    return DependencyOrder.references(resource.path("Properties").path(property));
  }

  private Set<String> all(ResourceType type, Predicate<String> condition) {
    Set<String> found = new LinkedHashSet<>();
    for (String logicalId : resources.keySet()) {
      if (type == types.get(logicalId) && condition.test(logicalId)) {
        found.add(logicalId);
      }
    }
    return found;
  }
}
