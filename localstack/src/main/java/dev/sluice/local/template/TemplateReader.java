package dev.sluice.local.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Turns a template in JSON ("Template anatomy", CloudFormation user guide) and the values of its
/// parameters into a [Stack], or says everything that stands in the way.
public final class TemplateReader {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Conditions",
          "Rules",
          "Resources",
          "Outputs");
  private static final Set<String> RESOURCE_ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "DependsOn",
          "Condition",
          "Metadata",
          // Nothing is deleted or replaced here.
          "DeletionPolicy",
          "UpdateReplacePolicy");
  // CDK's check that an account is bootstrapped; there is none to bootstrap.
  private static final Set<String> RULES_WITHOUT_EFFECT = Set.of("CheckBootstrapVersion");
  private static final Set<String> OUTPUT_ATTRIBUTES =
      Set.of("Value", "Description", "Condition", "Export");

  private static final List<String> DELETION_POLICIES =
      List.of("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");

  /// Of whose names there is one in an account and region.
  private static final Set<ResourceType> NAMED_ONCE =
      Set.of(
          ResourceType.S3_BUCKET,
          ResourceType.SQS_QUEUE,
          ResourceType.DYNAMODB_TABLE,
          ResourceType.LAMBDA_FUNCTION,
          ResourceType.IAM_ROLE,
          ResourceType.IAM_MANAGED_POLICY,
          ResourceType.EVENTS_EVENT_BUS,
          ResourceType.LOGS_LOG_GROUP);

  private final JsonNode template;
  private final StackContext context;
  private final Problems problems = new Problems();
  private final Map<String, JsonNode> parameters;
  private final Map<String, JsonNode> resources = new LinkedHashMap<>();
  private final Map<String, ResourceType> types = new HashMap<>();
  private final Map<String, Identity> identities = new HashMap<>();
  private final Map<String, String> named = new HashMap<>();
  private final Set<String> testing = new LinkedHashSet<>();
  private final Intrinsics intrinsics;
  private final StackParts parts = new StackParts();

  private TemplateReader(JsonNode template, StackContext context, Map<String, String> given) {
    this.template = template;
    this.context = context;
    this.parameters = Parameters.read(template.path("Parameters"), given, problems);
    this.intrinsics = new Intrinsics(new Names(), problems);
  }

  /// Reads a template.
  ///
  /// @throws TemplateException with every problem found
  public static Stack read(
      JsonNode template, StackContext context, Map<String, String> parameters) {
    return new TemplateReader(template, context, parameters).read();
  }

  private Stack read() {
    for (String section : template.propertyNames()) {
      if (!SECTIONS.contains(section)) {
        problems.add("Template", "the section " + section + " is not understood");
      }
    }
    for (String rule : template.path("Rules").propertyNames()) {
      if (!RULES_WITHOUT_EFFECT.contains(rule)) {
        problems.add("Rules." + rule, "is not understood");
      }
    }
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      accept(resource.getKey(), resource.getValue());
    }
    if (resources.isEmpty()) {
      problems.add("Template", "has no resource that can be run");
    }
    Set<String> leftOut = ProviderFunctions.find(resources, types, template.path("Outputs"));
    for (String logicalId :
        DependencyOrder.of(resources, template.path("Resources").propertyNames(), problems)) {
      // Nothing can be said of references that run in circles.
      if (!leftOut.contains(logicalId)) {
        readResource(logicalId);
      }
    }
    IamResources.attach(parts, problems);
    LambdaResources.check(parts, problems);
    EventsResources.check(parts, problems);
    CrossCheck.check(parts, problems);
    Map<String, String> outputs = outputs();
    problems.throwIfAny();
    return parts.build(context, outputs, leftOut, problems.withoutEffect());
  }

  private void accept(String logicalId, JsonNode resource) {
    if (resource.has("Condition")
        && !condition(resource.get("Condition").asString(""), logicalId)) {
      return;
    }
    String typeName = resource.path("Type").asString("");
    Optional<ResourceType> type = ResourceType.named(typeName);
    if (type.isEmpty()) {
      problems.add(
          logicalId,
          typeName.isEmpty()
              ? "has no Type"
              : "the resource type " + typeName + " is not understood by the local cloud");
      // References to it are no further problem.
      identities.put(logicalId, new Identity(logicalId, Map.of()));
      return;
    }
    for (String attribute : resource.propertyNames()) {
      if (!RESOURCE_ATTRIBUTES.contains(attribute)) {
        problems.add(logicalId + " (" + typeName + ")", attribute + " is not understood");
      }
    }
    for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
      String value = resource.path(policy).asString("Delete");
      if (!DELETION_POLICIES.contains(value)) {
        problems.add(
            logicalId + " (" + typeName + ")",
            policy + " is one of " + String.join(", ", DELETION_POLICIES) + ", not " + value);
      }
    }
    resources.put(logicalId, resource);
    types.put(logicalId, type.get());
  }

  private void readResource(String logicalId) {
    ResourceType type = types.get(logicalId);
    JsonNode resource = resources.get(logicalId);
    if (type == null || resource == null) {
      return;
    }
    JsonNode resolved =
        intrinsics.resolve(
            resource.path("Properties").isObject()
                ? resource.get("Properties")
                : JsonNodeFactory.instance.objectNode(),
            logicalId);
    PropertyReader properties = PropertyReader.of(resolved, type.typeName(), logicalId, problems);
    Identity identity = identity(logicalId, type);
    if (NAMED_ONCE.contains(type)) {
      String first = named.putIfAbsent(type + " " + identity.ref(), logicalId);
      if (first != null) {
        problems.add(
            logicalId + " (" + type.typeName() + ")",
            "has the name of " + first + ", " + identity.ref() + ", of which there can be one");
      }
    }
    switch (type) {
      case S3_BUCKET -> S3Resources.bucket(logicalId, identity, properties, parts);
      case S3_BUCKET_POLICY -> S3Resources.bucketPolicy(properties, parts);
      case SQS_QUEUE -> SqsResources.queue(logicalId, identity, properties, parts);
      case SQS_QUEUE_POLICY -> SqsResources.queuePolicy(logicalId, properties, parts);
      case DYNAMODB_TABLE -> DynamoDbResources.table(logicalId, identity, properties, parts);
      case IAM_ROLE -> IamResources.role(logicalId, identity, properties, parts);
      case IAM_POLICY, IAM_MANAGED_POLICY ->
          IamResources.policy(logicalId, identity, properties, parts);
      case LAMBDA_FUNCTION ->
          LambdaResources.function(
              logicalId, identity, resource.path("Metadata"), properties, parts);
      case LAMBDA_VERSION -> LambdaResources.version(identity, properties, parts);
      case LAMBDA_ALIAS -> LambdaResources.alias(properties, parts);
      case LAMBDA_PERMISSION -> LambdaResources.permission(logicalId, properties, context, parts);
      case LAMBDA_EVENT_SOURCE_MAPPING ->
          LambdaResources.eventSourceMapping(logicalId, properties, parts);
      case LAMBDA_EVENT_INVOKE_CONFIG -> LambdaResources.eventInvokeConfig(properties, parts);
      case EVENTS_EVENT_BUS -> EventsResources.bus(logicalId, identity, properties, parts);
      case EVENTS_RULE -> EventsResources.rule(logicalId, identity, properties, parts);
      case LOGS_LOG_GROUP -> {
        var _ = properties.optionalText("LogGroupName");
      }
      case API_GATEWAY_REST_API ->
          ApiGatewayResources.restApi(logicalId, identity, properties, parts, problems);
      case API_GATEWAY_RESOURCE -> ApiGatewayMethods.resource(identity, properties, parts);
      case API_GATEWAY_METHOD -> ApiGatewayMethods.method(properties, parts);
      case API_GATEWAY_MODEL -> {
        var _ = properties.optionalText("Name");
        var _ = properties.text("RestApiId");
      }
      case API_GATEWAY_REQUEST_VALIDATOR ->
          ApiGatewayMethods.validator(identity, properties, parts);
      case API_GATEWAY_DEPLOYMENT -> ApiGatewayResources.deployment(identity, properties, parts);
      case API_GATEWAY_STAGE -> ApiGatewayResources.stage(properties, parts);
      case API_GATEWAY_RESPONSE -> ApiGatewayResources.gatewayResponse(properties, parts);
      case API_GATEWAY_ACCOUNT, CDK_METADATA -> {}
      case CUSTOM_BUCKET_NOTIFICATIONS ->
          CustomResources.bucketNotifications(logicalId, properties, parts);
      case CUSTOM_AUTO_DELETE_OBJECTS -> CustomResources.autoDeleteObjects(properties);
      case CUSTOM_LOG_RETENTION -> CustomResources.logRetention(properties);
    }
    properties.finish();
  }

  private Map<String, String> outputs() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> output : template.path("Outputs").properties()) {
      String where = "Output " + output.getKey();
      for (String attribute : output.getValue().propertyNames()) {
        if (!OUTPUT_ATTRIBUTES.contains(attribute)) {
          problems.add(where, attribute + " is not understood");
        }
      }
      JsonNode condition = output.getValue().path("Condition");
      if (condition.isMissingNode() || condition(condition.asString(""), where)) {
        JsonNode value = intrinsics.resolve(output.getValue().path("Value"), where);
        values.put(output.getKey(), value.asString(value.toString()));
      }
    }
    return values;
  }

  private Identity identity(String logicalId, ResourceType type) {
    Identity known = identities.get(logicalId);
    if (known != null) {
      return known;
    }
    JsonNode properties =
        resources.getOrDefault(logicalId, JsonNodeFactory.instance.objectNode()).path("Properties");
    Identity identity =
        Identity.of(
            type,
            logicalId,
            name -> {
              JsonNode value = intrinsics.resolve(properties.path(name), logicalId + "." + name);
              return value.isMissingNode() || value.isContainer()
                  ? Optional.empty()
                  : Optional.of(value.asString(""));
            },
            context);
    identities.put(logicalId, identity);
    return identity;
  }

  private boolean condition(String name, String where) {
    return condition(name)
        .orElseGet(
            () -> {
              problems.add(where, "there is no condition named " + name);
              return false;
            });
  }

  private Optional<Boolean> condition(String name) {
    JsonNode declared = template.path("Conditions").path(name);
    if (declared.isMissingNode()) {
      return Optional.empty();
    }
    if (!testing.add(name)) {
      problems.add("Condition " + name, "depends on itself");
      return Optional.of(false);
    }
    try {
      return Optional.of(intrinsics.test(declared, "Condition " + name));
    } finally {
      testing.remove(name);
    }
  }

  /// What names in this template stand for: pseudo parameters, parameters, resources.
  private final class Names implements Intrinsics.References {
    private final Set<String> naming = new LinkedHashSet<>();

    @Override
    public Optional<JsonNode> ref(String name) {
      Optional<String> pseudo =
          switch (name) {
            case "AWS::Region" -> Optional.of(context.region());
            case "AWS::AccountId" -> Optional.of(context.account());
            case "AWS::Partition" -> Optional.of("aws");
            case "AWS::URLSuffix" -> Optional.of("amazonaws.com");
            case "AWS::StackName" -> Optional.of(context.stackName());
            case "AWS::StackId" -> Optional.of(context.stackId());
            default -> Optional.empty();
          };
      if (pseudo.isPresent()) {
        return pseudo.map(JsonNodeFactory.instance::stringNode);
      }
      if (template.path("Parameters").has(name)) {
        JsonNode value = parameters.get(name);
        // A parameter without a value has been reported already.
        return Optional.of(value == null ? JsonNodeFactory.instance.stringNode("") : value);
      }
      return resource(name).map(Identity::ref).map(JsonNodeFactory.instance::stringNode);
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String attribute) {
      Optional<Identity> identity = resource(logicalId);
      if (identity.isPresent() && !types.containsKey(logicalId)) {
        return Optional.of(JsonNodeFactory.instance.stringNode(""));
      }
      return identity
          .map(found -> found.attributes().get(attribute))
          .map(JsonNodeFactory.instance::stringNode);
    }

    @Override
    public Optional<Boolean> condition(String name) {
      return TemplateReader.this.condition(name);
    }

    private Optional<Identity> resource(String logicalId) {
      ResourceType type = types.get(logicalId);
      if (type == null) {
        return Optional.ofNullable(identities.get(logicalId));
      }
      if (!naming.add(logicalId)) {
        // Part of a cycle, which the order of dependencies has named.
        return Optional.of(new Identity("", Map.of()));
      }
      try {
        return Optional.of(identity(logicalId, type));
      } finally {
        naming.remove(logicalId);
      }
    }
  }
}
