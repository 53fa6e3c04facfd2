package dev.sluice.local.template;

import dev.sluice.local.iam.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A stack under construction. Resources that belong to another one (a stage to its API, a policy
/// to its roles) wait here until all are read.
final class StackParts {
  final List<Stack.Bucket> buckets = new ArrayList<>();
  final List<Stack.Queue> queues = new ArrayList<>();
  final List<Stack.Table> tables = new ArrayList<>();
  final List<Stack.Function> functions = new ArrayList<>();
  final List<Stack.Mapping> mappings = new ArrayList<>();
  final List<Stack.RestApi> apis = new ArrayList<>();
  final List<Stack.EventBus> buses = new ArrayList<>();
  final List<Stack.EventRule> rules = new ArrayList<>();
  final List<Stack.Role> roles = new ArrayList<>();
  final List<Stack.ResourcePolicy> resourcePolicies = new ArrayList<>();

  /// By ARN of the queue for dead letters.
  final Map<String, SqsResources.RedriveAllow> redriveAllows = new HashMap<>();

  /// By function name.
  final Map<String, Stack.Asynchronous> asynchronous = new HashMap<>();

  /// Versions and aliases, by function name.
  final Map<String, Set<String>> qualifiers = new HashMap<>();

  /// By API id.
  final Map<String, List<Stack.Method>> methods = new HashMap<>();

  /// By API id, the paths of its resources by their ids.
  final Map<String, Map<String, String>> paths = new HashMap<>();

  /// By id.
  final Map<String, ApiGatewayMethods.Validator> validators = new HashMap<>();

  /// By id, the id of the API that was deployed.
  final Map<String, String> deployments = new HashMap<>();

  /// By API id.
  final Map<String, List<Stack.Stage>> stages = new HashMap<>();

  /// By API id.
  final Map<String, List<Stack.GatewayResponse>> gatewayResponses = new HashMap<>();

  /// By role name.
  final Map<String, List<Policy>> attachedPolicies = new HashMap<>();

  /// By role name, those that are none of AWS's own.
  final Map<String, List<String>> managedPolicyArns = new HashMap<>();

  /// By ARN.
  final Map<String, Policy> managedPolicies = new HashMap<>();

  Stack build(
      StackContext context,
      Map<String, String> outputs,
      Collection<String> leftOut,
      Collection<String> withoutEffect) {
    return new Stack(
        context,
        List.copyOf(buckets),
        List.copyOf(queues),
        List.copyOf(tables),
        functions.stream().map(this::complete).toList(),
        List.copyOf(mappings),
        apis.stream().map(this::complete).toList(),
        List.copyOf(buses),
        List.copyOf(rules),
        roles.stream().map(this::complete).toList(),
        List.copyOf(resourcePolicies),
        Map.copyOf(qualifiers),
        outputs,
        List.copyOf(leftOut),
        List.copyOf(withoutEffect));
  }

  static <T> void add(Map<String, List<T>> lists, String key, T value) {
    lists.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
  }

  private Stack.Function complete(Stack.Function function) {
    Stack.Asynchronous configured = asynchronous.get(function.name());
    if (configured == null) {
      return function;
    }
    return new Stack.Function(
        function.logicalId(),
        function.name(),
        function.arn(),
        function.handler(),
        function.codePath(),
        function.environment(),
        function.timeout(),
        function.memoryMegabytes(),
        function.reservedConcurrency(),
        function.roleArn(),
        function.logGroup(),
        new Stack.Asynchronous(
            configured.retries(),
            configured.maximumAge(),
            configured.onSuccess(),
            configured.onFailure(),
            function.asynchronous().deadLetters()));
  }

  private Stack.RestApi complete(Stack.RestApi api) {
    return new Stack.RestApi(
        api.logicalId(),
        api.id(),
        List.copyOf(methods.getOrDefault(api.id(), List.of())),
        resourceIds(api.id()),
        api.binaryMediaTypes(),
        List.copyOf(gatewayResponses.getOrDefault(api.id(), List.of())),
        List.copyOf(stages.getOrDefault(api.id(), List.of())));
  }

  private Map<String, String> resourceIds(String api) {
    Map<String, String> ids = new HashMap<>();
    paths
        .getOrDefault(api, Map.of())
        .forEach(
            (id, path) ->
                ids.put(
                    path,
                    // Resources of a body have none in the template.
                    id.isEmpty() || id.equals(path) ? PhysicalNames.id(api, path, 6) : id));
    return Map.copyOf(ids);
  }

  private Stack.Role complete(Stack.Role role) {
    List<Policy> policies = new ArrayList<>(role.policies());
    policies.addAll(attachedPolicies.getOrDefault(role.name(), List.of()));
    return new Stack.Role(
        role.logicalId(), role.name(), role.arn(), role.trust(), List.copyOf(policies));
  }
}
