package dev.sluice.local.template;

import java.util.Map;

/// The one list of what a template may say that changes nothing on one machine, each with the
/// reason. What is neither read nor listed here is refused.
final class WithoutEffect {
  private static final String BILLING = "labels and prices only";
  private static final String AT_REST = "the disk's encryption is the machine's affair";
  private static final String NETWORK = "the local cloud listens on loopback only";
  private static final String CAPACITY = "memory and processors are the machine's";
  private static final String OBSERVING = "logs and traces go to files beside the data";
  private static final String TEXT = "for people";

  private static final Map<String, Map<String, String>> REASONS =
      Map.ofEntries(
          Map.entry(
              "AWS::S3::Bucket",
              Map.of(
                  "BucketEncryption", AT_REST,
                  "OwnershipControls", "there is one account, which owns every object",
                  "Tags", BILLING)),
          Map.entry("AWS::SQS::Queue", Map.of("SqsManagedSseEnabled", AT_REST)),
          Map.entry(
              "AWS::DynamoDB::Table",
              Map.of(
                  "PointInTimeRecoverySpecification", "copying the data directory is the backup",
                  "SSESpecification", AT_REST,
                  "DeletionProtectionEnabled", "a stack is never deleted here",
                  "TableClass", BILLING,
                  "OnDemandThroughput", CAPACITY,
                  "ContributorInsightsSpecification", OBSERVING,
                  "Tags", BILLING)),
          Map.entry(
              "AWS::Lambda::Function",
              Map.of(
                  "Architectures", CAPACITY,
                  "EphemeralStorage", CAPACITY,
                  "TracingConfig", OBSERVING,
                  "SnapStart", "functions start in the running process",
                  "RecursiveLoop", "the loop is broken by the queues' redrive policy",
                  "Description", TEXT,
                  "Tags", BILLING)),
          Map.entry("AWS::Lambda::Version", Map.of("Description", TEXT, "CodeSha256", TEXT)),
          Map.entry("AWS::Lambda::Alias", Map.of("Description", TEXT)),
          Map.entry("AWS::Lambda::EventSourceMapping", Map.of("Tags", BILLING)),
          Map.entry("AWS::Events::EventBus", Map.of("Description", TEXT, "Tags", BILLING)),
          Map.entry("AWS::Events::Rule", Map.of("Description", TEXT, "Tags", BILLING)),
          Map.entry(
              "AWS::Logs::LogGroup",
              Map.of("RetentionInDays", OBSERVING, "LogGroupClass", OBSERVING, "Tags", BILLING)),
          Map.entry(
              "AWS::IAM::Role",
              Map.of(
                  "Description", TEXT,
                  "MaxSessionDuration", "a function's credentials last as long as the process",
                  "Path", TEXT,
                  "Tags", BILLING)),
          Map.entry("AWS::IAM::ManagedPolicy", Map.of("Description", TEXT, "Path", TEXT)),
          Map.entry(
              "AWS::ApiGateway::RestApi",
              Map.of(
                  "Description", TEXT,
                  "EndpointConfiguration.IpAddressType", NETWORK,
                  "Tags", BILLING)),
          Map.entry(
              "AWS::ApiGateway::Method",
              Map.of(
                  "OperationName",
                  TEXT,
                  "MethodResponses.ResponseModels",
                  TEXT,
                  "Integration.CacheKeyParameters",
                  "stages with a cache are refused",
                  "Integration.CacheNamespace",
                  "stages with a cache are refused")),
          Map.entry(
              "AWS::ApiGateway::Model",
              Map.of("ContentType", TEXT, "Description", TEXT, "Schema", TEXT)),
          Map.entry("AWS::ApiGateway::Deployment", Map.of("Description", TEXT)),
          Map.entry(
              "AWS::ApiGateway::Stage",
              Map.of(
                  "Description", TEXT,
                  "TracingEnabled", OBSERVING,
                  "MethodSettings.LoggingLevel", OBSERVING,
                  "MethodSettings.MetricsEnabled", OBSERVING,
                  "MethodSettings.DataTraceEnabled", OBSERVING,
                  "Tags", BILLING)),
          Map.entry("AWS::ApiGateway::Account", Map.of("CloudWatchRoleArn", OBSERVING)),
          Map.entry("AWS::CDK::Metadata", Map.of("Analytics", "CDK's usage statistics")),
          Map.entry(
              "Custom::LogRetention",
              Map.of(
                  "RetentionInDays", OBSERVING,
                  "LogGroupRegion", OBSERVING,
                  "RemovalPolicy", "a stack is never deleted here",
                  "SdkRetry", OBSERVING)));

  private WithoutEffect() {}

  static boolean covers(String type, String path) {
    return REASONS.getOrDefault(type, Map.of()).containsKey(path);
  }

  /// Whether it is more than words, labels and prices.
  static boolean isMissed(String type, String path) {
    String reason = REASONS.getOrDefault(type, Map.of()).getOrDefault(path, TEXT);
    return !reason.equals(TEXT) && !reason.equals(BILLING);
  }
}
