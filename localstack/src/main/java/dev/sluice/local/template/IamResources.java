package dev.sluice.local.template;

import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.ManagedPolicies;
import dev.sluice.local.iam.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Roles and policies. What a policy says that is not understood is refused like any other
/// property.
final class IamResources {
  private IamResources() {}

  static void role(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("RoleName");
    List<Policy> policies = new ArrayList<>();
    for (PropertyReader policy : properties.objects("Policies")) {
      var _ = policy.text("PolicyName");
      policies.add(
          document(logicalId + ".Policies[" + policies.size() + "]", Policy.Kind.IDENTITY, policy));
    }
    for (String arn : properties.texts("ManagedPolicyArns")) {
      Optional<Policy> known = ManagedPolicies.find(arn, logicalId + ".ManagedPolicyArns");
      if (known.isPresent()) {
        policies.add(known.get());
      } else {
        StackParts.add(parts.managedPolicyArns, identity.ref(), arn);
      }
    }
    parts.roles.add(
        new Stack.Role(
            logicalId,
            identity.ref(),
            identity.attributes().getOrDefault("Arn", ""),
            policy(
                logicalId + ".AssumeRolePolicyDocument",
                Policy.Kind.TRUST,
                properties,
                "AssumeRolePolicyDocument"),
            policies));
  }

  static void policy(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("PolicyName");
    var _ = properties.optionalText("ManagedPolicyName");
    Policy policy = document(logicalId, Policy.Kind.IDENTITY, properties);
    parts.managedPolicies.put(identity.ref(), policy);
    for (String role : properties.texts("Roles")) {
      StackParts.add(parts.attachedPolicies, role, policy);
    }
  }

  /// The property PolicyDocument.
  static Policy document(String where, Policy.Kind kind, PropertyReader properties) {
    return policy(where, kind, properties, "PolicyDocument");
  }

  /// A condition on a key that no request here has would not decide as on AWS, so it is refused.
  private static Policy policy(
      String where, Policy.Kind kind, PropertyReader properties, String property) {
    Policy policy =
        Policy.parse(
            where,
            kind,
            properties.raw(property),
            problem -> properties.refuse(property, "can't be read: " + problem));
    policy.conditionKeys().stream()
        .filter(key -> !ContextKeys.isKnown(key))
        .forEach(
            key ->
                properties.refuse(
                    property,
                    "has a condition on "
                        + key
                        + (ContextKeys.isNotEvaluated(key)
                            ? ", which the local cloud does not evaluate"
                            : ", which no request has here")));
    return policy;
  }

  /// Gives roles the managed policies of this template that they name.
  static void attach(StackParts parts, Problems problems) {
    for (Stack.Role role : parts.roles) {
      for (String arn : parts.managedPolicyArns.getOrDefault(role.name(), List.of())) {
        Policy policy = parts.managedPolicies.get(arn);
        if (policy == null) {
          problems.add(
              role.logicalId() + " (AWS::IAM::Role)",
              "ManagedPolicyArns names a policy that is not known here: " + arn);
        } else {
          StackParts.add(parts.attachedPolicies, role.name(), policy);
        }
      }
    }
  }
}
