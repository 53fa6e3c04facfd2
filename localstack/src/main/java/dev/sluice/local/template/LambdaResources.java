package dev.sluice.local.template;

import dev.sluice.local.iam.Policy;
import dev.sluice.local.lambda.MessageFilter;
import dev.sluice.local.sqs.Fifo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Functions and what calls them. Defaults and ranges are those of Lambda's CreateFunction and
/// CreateEventSourceMapping.
final class LambdaResources {
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;
  private static final int MAXIMUM_TIMEOUT_SECONDS = 900;
  private static final int MINIMUM_MEMORY_MEGABYTES = 128;
  private static final int MAXIMUM_MEMORY_MEGABYTES = 10_240;
  private static final int DEFAULT_BATCH = 10;
  private static final int MAXIMUM_BATCH = 10_000;
  private static final int MAXIMUM_BATCH_WITHOUT_WINDOW = 10;
  private static final int MAXIMUM_WINDOW_SECONDS = 300;
  private static final int MINIMUM_CONCURRENCY = 2;
  private static final int MAXIMUM_CONCURRENCY = 1_000;

  // "Lambda quotas" and "Configuring reserved concurrency for a function".
  private static final int ACCOUNT_CONCURRENCY = 1_000;
  private static final int UNRESERVED_CONCURRENCY = 100;

  private static final int MAXIMUM_RETRIES = 2;
  private static final int MINIMUM_EVENT_AGE_SECONDS = 60;
  private static final int MAXIMUM_EVENT_AGE_SECONDS = 21_600;

  private LambdaResources() {}

  static void function(
      String logicalId,
      Identity identity,
      JsonNode metadata,
      PropertyReader properties,
      StackParts parts) {
    var _ = properties.optionalText("FunctionName");
    String runtime = properties.text("Runtime");
    if (!runtime.startsWith("java")) {
      properties.refuse("Runtime", "has to be one of Java's, not " + runtime);
    }
    if (!properties.optionalText("PackageType").orElse("Zip").equals("Zip")) {
      properties.refuse("PackageType", "has to be Zip: no images are run here");
    }
    PropertyReader code = properties.object("Code");
    // The archive itself is not needed: the code lies unpacked where the asset was made from.
    var _ = code.optionalText("S3Bucket");
    var _ = code.optionalText("S3Key");
    String codePath = metadata.path("aws:asset:path").asString("");
    if (codePath.isEmpty()) {
      properties.refuse(
          "Code",
          "can't be found: the resource's Metadata has no \"aws:asset:path\"; synthesize with `cdk"
              + " synth`, or name the folder, jar or zip there yourself");
    }
    parts.functions.add(
        new Stack.Function(
            logicalId,
            identity.ref(),
            identity.attributes().getOrDefault("Arn", ""),
            properties.text("Handler"),
            codePath,
            FunctionEnvironment.read(properties.object("Environment")),
            SqsResources.seconds(
                properties, "Timeout", DEFAULT_TIMEOUT_SECONDS, 1, MAXIMUM_TIMEOUT_SECONDS),
            properties.integer(
                "MemorySize",
                MINIMUM_MEMORY_MEGABYTES,
                MINIMUM_MEMORY_MEGABYTES,
                MAXIMUM_MEMORY_MEGABYTES),
            reserved(properties),
            properties.text("Role"),
            logGroup(properties.object("LoggingConfig")),
            new Stack.Asynchronous(
                MAXIMUM_RETRIES,
                Duration.ofSeconds(MAXIMUM_EVENT_AGE_SECONDS),
                Optional.empty(),
                Optional.empty(),
                properties.object("DeadLetterConfig").optionalText("TargetArn"))));
  }

  private static OptionalInt reserved(PropertyReader properties) {
    OptionalInt reserved = properties.integer("ReservedConcurrentExecutions");
    if (reserved.orElse(0) < 0) {
      properties.refuse("ReservedConcurrentExecutions", "has to be 0 or more");
    }
    return reserved;
  }

  private static Optional<String> logGroup(PropertyReader logging) {
    String format = logging.optionalText("LogFormat").orElse("Text");
    if (!format.equals("Text")) {
      logging.refuse("LogFormat", "has to be Text here, not " + format);
    }
    return logging.optionalText("LogGroup");
  }

  /// Settings of asynchronous invocations; those of a version or an alias are the function's, since
  /// there is only one code.
  static void eventInvokeConfig(PropertyReader properties, StackParts parts) {
    var _ = properties.text("Qualifier");
    PropertyReader destinations = properties.object("DestinationConfig");
    parts.asynchronous.put(
        functionName(properties.text("FunctionName")),
        new Stack.Asynchronous(
            properties.integer("MaximumRetryAttempts", MAXIMUM_RETRIES, 0, MAXIMUM_RETRIES),
            SqsResources.seconds(
                properties,
                "MaximumEventAgeInSeconds",
                MAXIMUM_EVENT_AGE_SECONDS,
                MINIMUM_EVENT_AGE_SECONDS,
                MAXIMUM_EVENT_AGE_SECONDS),
            destinations.object("OnSuccess").optionalText("Destination"),
            destinations.object("OnFailure").optionalText("Destination"),
            Optional.empty()));
  }

  /// Versions and aliases all stand for the one code there is.
  static void version(Identity identity, PropertyReader properties, StackParts parts) {
    qualifier(properties, identity.attributes().getOrDefault("Version", ""), parts);
  }

  static void alias(PropertyReader properties, StackParts parts) {
    var _ = properties.text("FunctionVersion");
    qualifier(properties, properties.text("Name"), parts);
  }

  private static void qualifier(PropertyReader properties, String qualifier, StackParts parts) {
    boolean _ =
        parts
            .qualifiers
            .computeIfAbsent(
                functionName(properties.text("FunctionName")), absent -> new HashSet<>())
            .add(qualifier);
  }

  /// A statement of the function's own policy ("Viewing resource-based IAM policies in Lambda",
  /// Lambda developer guide), as AddPermission makes it.
  static void permission(
      String logicalId, PropertyReader properties, StackContext context, StackParts parts) {
    String name = functionName(properties.text("FunctionName"));
    String arn = context.arn("lambda", "function:" + name);
    String principal = properties.text("Principal");
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    ObjectNode statement = document.putArray("Statement").addObject();
    statement.put("Sid", logicalId);
    statement.put("Effect", "Allow");
    statement
        .putObject("Principal")
        .put(principal.endsWith(".amazonaws.com") ? "Service" : "AWS", principal);
    statement.put("Action", properties.text("Action"));
    statement.put("Resource", arn);
    ObjectNode conditions = JsonNodeFactory.instance.objectNode();
    properties
        .optionalText("SourceArn")
        .ifPresent(source -> conditions.putObject("ArnLike").put("AWS:SourceArn", source));
    properties
        .optionalText("SourceAccount")
        .ifPresent(
            account -> conditions.putObject("StringEquals").put("AWS:SourceAccount", account));
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    Policy policy =
        Policy.parse(
            logicalId,
            Policy.Kind.RESOURCE,
            document,
            problem -> properties.refuse("Principal", "can't be read: " + problem));
    parts.resourcePolicies.add(new Stack.ResourcePolicy(arn, policy, document));
  }

  static void eventSourceMapping(String logicalId, PropertyReader properties, StackParts parts) {
    String source = properties.text("EventSourceArn");
    if (!source.startsWith("arn:aws:sqs:")) {
      properties.refuse("EventSourceArn", "has to be a queue's, not " + source);
    }
    Duration window =
        SqsResources.seconds(
            properties, "MaximumBatchingWindowInSeconds", 0, 0, MAXIMUM_WINDOW_SECONDS);
    if (Fifo.isNamed(source) && !window.isZero()) {
      properties.refuse(
          "MaximumBatchingWindowInSeconds", "is not supported for FIFO queues, as " + source);
    }
    int batchSize =
        properties.integer(
            "BatchSize",
            DEFAULT_BATCH,
            1,
            window.isZero() || Fifo.isNamed(source) ? MAXIMUM_BATCH_WITHOUT_WINDOW : MAXIMUM_BATCH);
    PropertyReader scaling = properties.object("ScalingConfig");
    OptionalInt concurrency =
        scaling.has("MaximumConcurrency")
            ? OptionalInt.of(
                scaling.integer("MaximumConcurrency", 0, MINIMUM_CONCURRENCY, MAXIMUM_CONCURRENCY))
            : OptionalInt.empty();
    List<String> responseTypes = properties.texts("FunctionResponseTypes");
    if (!List.of("ReportBatchItemFailures").containsAll(responseTypes)) {
      properties.refuse("FunctionResponseTypes", "can only hold ReportBatchItemFailures");
    }
    parts.mappings.add(
        new Stack.Mapping(
            logicalId,
            source,
            functionName(properties.text("FunctionName")),
            batchSize,
            window,
            concurrency,
            !responseTypes.isEmpty(),
            filter(properties),
            properties.flag("Enabled", true)));
  }

  private static MessageFilter filter(PropertyReader properties) {
    List<String> patterns =
        properties.object("FilterCriteria").objects("Filters").stream()
            .map(filter -> filter.text("Pattern"))
            .toList();
    try {
      return MessageFilter.parse(patterns);
    } catch (IllegalArgumentException wrong) {
      properties.refuse("FilterCriteria", "is refused: " + wrong.getMessage());
      return MessageFilter.ALL;
    }
  }

  /// The name in a function's name or ARN, which may end with a version or an alias.
  static String functionName(String nameOrArn) {
    String[] parts = nameOrArn.split(":", -1);
    return nameOrArn.startsWith("arn:") && parts.length > 6 ? parts[6] : parts[0];
  }

  /// What Lambda refuses once it sees the whole: reservations that leave too little to the others
  /// ("PutFunctionConcurrency"), and mappings both of whose ends are known.
  static void check(StackParts parts, Problems problems) {
    int reserved = 0;
    for (Stack.Function function : parts.functions) {
      reserved += function.reservedConcurrency().orElse(0);
      if (function.reservedConcurrency().isPresent()
          && reserved > ACCOUNT_CONCURRENCY - UNRESERVED_CONCURRENCY) {
        problems.add(
            function.logicalId() + " (AWS::Lambda::Function)",
            ("ReservedConcurrentExecutions is refused by Lambda: with it %d are reserved, and of an"
                    + " account's %d %d stay unreserved")
                .formatted(reserved, ACCOUNT_CONCURRENCY, UNRESERVED_CONCURRENCY));
      }
    }
    for (Stack.Mapping mapping : parts.mappings) {
      String where = mapping.logicalId() + " (AWS::Lambda::EventSourceMapping)";
      var queue =
          parts.queues.stream().filter(one -> one.arn().equals(mapping.queueArn())).findFirst();
      var function =
          parts.functions.stream()
              .filter(one -> one.name().equals(mapping.functionName()))
              .findFirst();
      if (queue.isEmpty()) {
        problems.add(
            where, "EventSourceArn names no queue of this template: " + mapping.queueArn());
      }
      if (function.isEmpty()) {
        problems.add(
            where, "FunctionName names no function of this template: " + mapping.functionName());
      }
      if (queue.isPresent()
          && function.isPresent()
          && queue.get().visibilityTimeout().compareTo(function.get().timeout()) < 0) {
        problems.add(
            where,
            "Queue visibility timeout: "
                + queue.get().visibilityTimeout().toSeconds()
                + " seconds is less than Function timeout: "
                + function.get().timeout().toSeconds()
                + " seconds (raise "
                + queue.get().logicalId()
                + ".VisibilityTimeout)");
      }
    }
  }
}
