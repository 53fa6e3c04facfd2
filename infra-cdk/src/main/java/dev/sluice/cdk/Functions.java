package dev.sluice.cdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Every function with its role, its log group and, if it has a queue, its event-source mapping.
final class Functions {

  /// API Gateway: a REST API waits 29 seconds for an integration at most ("Amazon API Gateway
  /// quotas"); a function that works longer answers nobody.
  private static final Duration API_TIMEOUT = Duration.ofSeconds(29);

  /// One vCPU (Lambda: "Configure Lambda function memory"): people wait for this function's start.
  private static final int API_MEMORY_MIB = 1_769;

  /// A batch of ten verdicts, each a few ranged reads.
  static final Duration VALIDATOR_TIMEOUT = Duration.ofMinutes(1);

  private static final int VALIDATOR_MEMORY_MIB = 1_024;
  private static final int VALIDATOR_BATCH = 10;

  /// Work on one file takes seconds to minutes: a second message in a batch would only wait.
  private static final int PROCESSOR_BATCH = 1;

  private final Construct scope;
  private final UploadPipelineProps props;
  private final Storage storage;
  private final Queues queues;
  private final Permissions permissions;

  Functions(Construct scope, UploadPipelineProps props, Storage storage, Queues queues) {
    this.scope = scope;
    this.props = props;
    this.storage = storage;
    this.queues = queues;
    this.permissions = new Permissions(storage, queues);
  }

  /// The only function strangers can set to work, and therefore the only one with a reserved
  /// concurrency: a flood of requests can't take the capacity from which the others live. These are
  /// bounded by their event-source mappings.
  Function api() {
    var environment = storageVariables();
    environment.putAll(queues.senderVariables());
    environment.put("SLUICE_JWT_ISSUER", props.tokens().issuer());
    environment.put("SLUICE_JWT_AUDIENCE", props.tokens().audience());
    environment.put("SLUICE_JWT_KEYS", props.tokens().keySet());
    environment.put("SLUICE_ALLOWED_ORIGINS", Fn.join(",", props.allowedOrigins()));
    return function(
        "Api",
        new Definition(
            "dev.sluice.api.ApiHandler::handleRequest",
            props.code().api(),
            API_MEMORY_MIB,
            API_TIMEOUT,
            props.apiReservedConcurrency(),
            environment,
            permissions.api()));
  }

  Function validator() {
    var environment = storageVariables();
    environment.putAll(queues.senderVariables());
    Function function =
        function(
            "Validator",
            new Definition(
                "dev.sluice.validator.ValidatorHandler::handleRequest",
                props.code().validator(),
                VALIDATOR_MEMORY_MIB,
                VALIDATOR_TIMEOUT,
                OptionalInt.empty(),
                environment,
                permissions.validator()));
    feed(function, queues.created(), VALIDATOR_BATCH, props.validatorConcurrency());
    return function;
  }

  /// A processor, or the scanner, which gives the verdict and therefore sends what a verdict does.
  void worker(ProcessorProps processor, Queue queue) {
    boolean scanner =
        props.scanner().map(ScannerProps::queue).filter(processor::equals).isPresent();
    var environment = storageVariables();
    if (scanner) {
      environment.putAll(queues.senderVariables());
    } else {
      environment.put("SLUICE_EVENTS_QUEUE", queues.events().getQueueUrl());
      environment.put(processor.queueVariable(), queue.getQueueUrl());
    }
    Function function =
        function(
            processor.pascalName(),
            new Definition(
                processor.handler(),
                props.code().processors(),
                processor.memoryMiB(),
                processor.timeout(),
                OptionalInt.empty(),
                environment,
                scanner
                    ? permissions.scanner(queue, props.scanner().orElseThrow().guardDuty())
                    : permissions.processor(processor, queue)));
    feed(function, queue, PROCESSOR_BATCH, processor.concurrency());
  }

  private Map<String, String> storageVariables() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("SLUICE_BUCKET", storage.bucket().getBucketName());
    environment.put("SLUICE_TABLE", storage.table().getTableName());
    return environment;
  }

  private record Definition(
      String handler,
      Path code,
      int memoryMiB,
      Duration timeout,
      OptionalInt reservedConcurrency,
      Map<String, String> environment,
      List<PolicyStatement> statements) {}

  private Function function(String name, Definition definition) {
    // `logRetention` of the function would be a custom resource; a group of its own is none.
    LogGroup logs =
        LogGroup.Builder.create(scope, name + "Logs")
            .retention(props.logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var statements = new ArrayList<>(definition.statements());
    statements.add(Permissions.log(logs));
    Role role =
        Role.Builder.create(scope, name + "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(
                Map.of("Exactly", PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    Function.Builder function =
        Function.Builder.create(scope, name + "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(definition.handler())
            .code(Code.fromAsset(definition.code().toString()))
            .memorySize(definition.memoryMiB())
            .timeout(seconds(definition.timeout()))
            .environment(definition.environment())
            .logGroup(logs)
            .role(role);
    definition.reservedConcurrency().ifPresent(function::reservedConcurrentExecutions);
    return function.build();
  }

  private void feed(Function function, Queue queue, int batchSize, int concurrency) {
    EventSourceMapping.Builder.create(function, "Source")
        .target(function)
        .eventSourceArn(queue.getQueueArn())
        .batchSize(batchSize)
        .maxConcurrency(concurrency)
        .reportBatchItemFailures(true)
        .build();
  }

  private static software.amazon.awscdk.Duration seconds(Duration duration) {
    return software.amazon.awscdk.Duration.seconds(duration.toSeconds());
  }
}
