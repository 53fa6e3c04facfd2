package dev.sluice.local.template;

import dev.sluice.local.events.Rule;
import dev.sluice.local.iam.Policy;
import dev.sluice.local.lambda.MessageFilter;
import dev.sluice.local.sqs.Fifo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a template asks for, with every reference resolved: the model from which the local cloud is
/// wired.
///
/// @param qualifiers the versions and aliases that functions have, by the functions' names
/// @param leftOut logical ids of functions, and what belongs to them, that have nothing to do here
/// @param withoutEffect properties, each with its resource's type, that change nothing here
public record Stack(
    StackContext context,
    List<Bucket> buckets,
    List<Queue> queues,
    List<Table> tables,
    List<Function> functions,
    List<Mapping> mappings,
    List<RestApi> apis,
    List<EventBus> buses,
    List<EventRule> rules,
    List<Role> roles,
    List<ResourcePolicy> resourcePolicies,
    Map<String, Set<String>> qualifiers,
    Map<String, String> outputs,
    List<String> leftOut,
    List<String> withoutEffect) {

  /// A bucket.
  ///
  /// @param lifecycle a lifecycle configuration in S3's XML
  /// @param versioning whether it keeps versions; nothing if it never did
  /// @param toEventBridge whether its events go to the default bus
  public record Bucket(
      String logicalId,
      String name,
      List<Cors> cors,
      List<Notification> notifications,
      Optional<String> lifecycle,
      Optional<Boolean> versioning,
      PublicAccess publicAccess,
      boolean toEventBridge) {

    Bucket with(Notifications others) {
      return new Bucket(
          logicalId,
          name,
          cors,
          others.ofTargets(),
          lifecycle,
          versioning,
          publicAccess,
          others.toEventBridge());
    }
  }

  public record Cors(
      Set<String> methods,
      List<String> origins,
      List<String> headers,
      List<String> exposedHeaders,
      OptionalInt maxAgeSeconds) {}

  /// A notification to a queue or a function.
  ///
  /// @param events such as `s3:ObjectCreated:*`
  public record Notification(
      String id, Set<String> events, String prefix, String suffix, String targetArn) {}

  /// What a bucket's public access block forbids.
  public record PublicAccess(
      boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {}

  public record Queue(
      String logicalId,
      String name,
      String arn,
      Duration visibilityTimeout,
      Duration delay,
      Duration retention,
      Duration receiveWait,
      int maximumMessageBytes,
      Optional<Redrive> redrive,
      Optional<Fifo> fifo,
      Map<String, String> tags) {}

  public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}

  /// A table.
  ///
  /// @param createTable the body of DynamoDB's CreateTable request
  public record Table(
      String logicalId,
      String name,
      ObjectNode createTable,
      Optional<String> timeToLiveAttribute) {}

  /// A function.
  ///
  /// @param codePath where the code lies, relative to the directory that the template is built from
  public record Function(
      String logicalId,
      String name,
      String arn,
      String handler,
      String codePath,
      Map<String, String> environment,
      Duration timeout,
      int memoryMegabytes,
      OptionalInt reservedConcurrency,
      String roleArn,
      Optional<String> logGroup,
      Asynchronous asynchronous) {}

  /// What becomes of a function's asynchronous invocations.
  ///
  /// @param onSuccess an ARN, as are the other two
  public record Asynchronous(
      int retries,
      Duration maximumAge,
      Optional<String> onSuccess,
      Optional<String> onFailure,
      Optional<String> deadLetters) {}

  /// An event-source mapping from a queue to a function.
  public record Mapping(
      String logicalId,
      String queueArn,
      String functionName,
      int batchSize,
      Duration window,
      OptionalInt maximumConcurrency,
      boolean partialFailures,
      MessageFilter filter,
      boolean enabled) {}

  public record EventBus(String logicalId, String name) {}

  /// A rule of a bus, with its targets.
  public record EventRule(String logicalId, Rule rule, boolean enabled) {}

  /// A REST API with its stages.
  ///
  /// @param methods whichever way the template gives them, as an OpenAPI body or one by one
  /// @param resourceIds by the resources' paths
  public record RestApi(
      String logicalId,
      String id,
      List<Method> methods,
      Map<String, String> resourceIds,
      List<String> binaryMediaTypes,
      List<GatewayResponse> gatewayResponses,
      List<Stage> stages) {}

  /// A method of an API's resource.
  ///
  /// @param path of the resource, such as `/notes/{id}` or `/{proxy+}`
  /// @param httpMethod in capitals, or [#ANY]
  /// @param required what a request has to have to be let through
  public record Method(
      String path, String httpMethod, Integration integration, List<RequestParameter> required) {
    public static final String ANY = "ANY";
  }

  public record RequestParameter(Place place, String name) {
    /// Where in a request a parameter stands.
    public enum Place {
      PATH,
      QUERY,
      HEADER
    }
  }

  /// What the gateway itself answers.
  ///
  /// @param headers header name to its expression, without the `gatewayresponse.header.` prefix
  public record GatewayResponse(
      String type,
      OptionalInt status,
      Map<String, String> headers,
      Map<String, String> templates) {}

  /// A stage of an API.
  ///
  /// @param rate requests a second
  /// @param accessLogFormat with variables, `$context.requestId` among them
  public record Stage(
      String name,
      String deploymentId,
      Map<String, String> variables,
      OptionalDouble rate,
      OptionalInt burst,
      Optional<String> accessLogFormat) {}

  /// A role and what it allows.
  ///
  /// @param trust who may take the role
  /// @param policies its own, those attached to it and managed ones
  public record Role(
      String logicalId, String name, String arn, Policy trust, List<Policy> policies) {}

  /// The policy of a bucket, a queue or a function.
  ///
  /// @param resource the bucket's name, the queue's URL or the function's ARN
  public record ResourcePolicy(String resource, Policy policy, JsonNode document) {}
}
