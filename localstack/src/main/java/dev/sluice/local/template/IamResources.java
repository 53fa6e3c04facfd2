package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Roles and policies, kept as documents.
final class IamResources {
  private IamResources() {}

  static void role(
      String logicalId, Identity identity, PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("RoleName");
    List<JsonNode> policies = new ArrayList<>();
    for (PropertyReader policy : properties.objects("Policies")) {
      var _ = policy.text("PolicyName");
      policies.add(policy.raw("PolicyDocument"));
    }
    parts.roles.add(
        new Stack.Role(
            logicalId,
            identity.ref(),
            identity.attributes().getOrDefault("Arn", ""),
            properties.raw("AssumeRolePolicyDocument"),
            policies,
            properties.texts("ManagedPolicyArns")));
  }

  static void policy(PropertyReader properties, StackParts parts) {
    var _ = properties.optionalText("PolicyName");
    var _ = properties.optionalText("ManagedPolicyName");
    JsonNode document = properties.raw("PolicyDocument");
    for (String role : properties.texts("Roles")) {
      StackParts.add(parts.attachedPolicies, role, document);
    }
  }
}
