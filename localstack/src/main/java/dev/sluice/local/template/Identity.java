package dev.sluice.local.template;

import dev.sluice.local.events.EventBuses;
import dev.sluice.local.sqs.Fifo;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What `Ref` and `Fn::GetAtt` give for a resource. All of it follows from names, so that
/// references can be resolved before anything exists.
record Identity(String ref, Map<String, String> attributes) {
  // "Naming rules" of each service.
  private static final int BUCKET_LENGTH = 63;
  private static final int QUEUE_LENGTH = 80;
  private static final int TABLE_LENGTH = 255;
  private static final int FUNCTION_LENGTH = 64;
  private static final int ROLE_LENGTH = 64;
  private static final int POLICY_LENGTH = 128;
  private static final int LOG_GROUP_LENGTH = 512;
  private static final int RULE_LENGTH = 64;
  private static final int API_ID_LENGTH = 10;
  private static final int API_PART_ID_LENGTH = 6;

  /// @param property the resolved text of a property that names the resource, if it is given
  static Identity of(
      ResourceType type,
      String logicalId,
      Function<String, Optional<String>> property,
      StackContext context) {
    String stack = context.stackName();
    return switch (type) {
      case S3_BUCKET -> {
        String name =
            property
                .apply("BucketName")
                .orElseGet(() -> PhysicalNames.lowerCase(stack, logicalId, BUCKET_LENGTH));
        String domain = name + ".s3.amazonaws.com";
        String regional = name + ".s3." + context.region() + ".amazonaws.com";
        yield new Identity(
            name,
            Map.of(
                "Arn",
                "arn:aws:s3:::" + name,
                "DomainName",
                domain,
                "RegionalDomainName",
                regional));
      }
      case SQS_QUEUE -> {
        String ending = property.apply("FifoQueue").orElse("").equals("true") ? Fifo.SUFFIX : "";
        String name =
            property
                .apply("QueueName")
                .orElseGet(
                    () ->
                        PhysicalNames.of(stack, logicalId, QUEUE_LENGTH - ending.length())
                            + ending);
        String url = context.endpoint() + "/" + context.account() + "/" + name;
        yield new Identity(
            url, Map.of("Arn", context.arn("sqs", name), "QueueName", name, "QueueUrl", url));
      }
      case DYNAMODB_TABLE -> {
        String name = name(property, "TableName", stack, logicalId, TABLE_LENGTH);
        yield new Identity(name, Map.of("Arn", context.arn("dynamodb", "table/" + name)));
      }
      case LAMBDA_FUNCTION -> {
        String name = name(property, "FunctionName", stack, logicalId, FUNCTION_LENGTH);
        yield new Identity(name, Map.of("Arn", context.arn("lambda", "function:" + name)));
      }
      case LAMBDA_VERSION ->
          new Identity(functionArn(property, context) + ":1", Map.of("Version", "1"));
      case LAMBDA_ALIAS -> {
        String arn = functionArn(property, context) + ":" + property.apply("Name").orElse("");
        yield new Identity(arn, Map.of("AliasArn", arn));
      }
      case LAMBDA_EVENT_SOURCE_MAPPING -> {
        String id = PhysicalNames.uuid(stack, logicalId).toString();
        yield new Identity(id, Map.of("Id", id));
      }
      case IAM_ROLE -> {
        String name = name(property, "RoleName", stack, logicalId, ROLE_LENGTH);
        yield new Identity(
            name,
            Map.of(
                "Arn",
                "arn:aws:iam::" + context.account() + ":role/" + name,
                "RoleId",
                "AROA" + PhysicalNames.id(stack, logicalId, 17).toUpperCase(Locale.ROOT)));
      }
      case IAM_MANAGED_POLICY -> {
        String name = name(property, "ManagedPolicyName", stack, logicalId, POLICY_LENGTH);
        String arn = "arn:aws:iam::" + context.account() + ":policy/" + name;
        yield new Identity(arn, Map.of("PolicyArn", arn));
      }
      case EVENTS_EVENT_BUS -> {
        String name = property.apply("Name").orElse(logicalId);
        yield new Identity(
            name, Map.of("Name", name, "Arn", context.arn("events", "event-bus/" + name)));
      }
      case EVENTS_RULE -> {
        String name = name(property, "Name", stack, logicalId, RULE_LENGTH);
        String bus = EventBuses.name(property.apply("EventBusName").orElse(EventBuses.DEFAULT));
        boolean usual = bus.equals(EventBuses.DEFAULT);
        yield new Identity(
            usual ? name : bus + "|" + name,
            Map.of("Arn", context.arn("events", "rule/" + (usual ? name : bus + "/" + name))));
      }
      case CUSTOM_LOG_RETENTION -> {
        String name = property.apply("LogGroupName").orElse("");
        yield new Identity(name, Map.of("LogGroupName", name));
      }
      case LOGS_LOG_GROUP -> {
        String name = name(property, "LogGroupName", stack, logicalId, LOG_GROUP_LENGTH);
        yield new Identity(name, Map.of("Arn", context.arn("logs", "log-group:" + name + ":*")));
      }
      case API_GATEWAY_REST_API -> {
        String id = PhysicalNames.id(stack, logicalId, API_ID_LENGTH);
        yield new Identity(
            id,
            Map.of(
                "RestApiId",
                id,
                "RootResourceId",
                PhysicalNames.id(stack, logicalId + "/", API_ID_LENGTH)));
      }
      case API_GATEWAY_RESOURCE -> id("ResourceId", stack, logicalId);
      case API_GATEWAY_REQUEST_VALIDATOR -> id("RequestValidatorId", stack, logicalId);
      case API_GATEWAY_DEPLOYMENT -> id("DeploymentId", stack, logicalId);
      case API_GATEWAY_MODEL ->
          new Identity(name(property, "Name", stack, logicalId, POLICY_LENGTH), Map.of());
      case API_GATEWAY_STAGE ->
          new Identity(property.apply("StageName").orElse(logicalId), Map.of());
      case S3_BUCKET_POLICY,
          SQS_QUEUE_POLICY,
          IAM_POLICY,
          LAMBDA_PERMISSION,
          LAMBDA_EVENT_INVOKE_CONFIG,
          API_GATEWAY_ACCOUNT,
          API_GATEWAY_METHOD,
          API_GATEWAY_RESPONSE,
          CDK_METADATA,
          CUSTOM_BUCKET_NOTIFICATIONS,
          CUSTOM_AUTO_DELETE_OBJECTS ->
          new Identity(PhysicalNames.of(stack, logicalId, POLICY_LENGTH), Map.of());
    };
  }

  /// A part of an API, which is known by an id alone.
  private static Identity id(String attribute, String stack, String logicalId) {
    String id = PhysicalNames.id(stack, logicalId, API_PART_ID_LENGTH);
    return new Identity(id, Map.of(attribute, id));
  }

  private static String name(
      Function<String, Optional<String>> property,
      String nameProperty,
      String stack,
      String logicalId,
      int maximumLength) {
    return property
        .apply(nameProperty)
        .orElseGet(() -> PhysicalNames.of(stack, logicalId, maximumLength));
  }

  private static String functionArn(
      Function<String, Optional<String>> property, StackContext context) {
    String function = property.apply("FunctionName").orElse("");
    return function.startsWith("arn:") ? function : context.arn("lambda", "function:" + function);
  }
}
