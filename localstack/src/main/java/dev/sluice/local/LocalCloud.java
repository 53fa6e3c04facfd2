package dev.sluice.local;

import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.dynamodb.DynamoDbService;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.SignatureCheck;
import dev.sluice.local.lambda.EventSourceMapping;
import dev.sluice.local.lambda.InvokeApi;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.lambda.MappingConfiguration;
import dev.sluice.local.logs.LogGroup;
import dev.sluice.local.logs.LogsPage;
import dev.sluice.local.logs.MetricsPage;
import dev.sluice.local.s3.S3ProxyService;
import dev.sluice.local.s3.S3Service;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.sqs.SqsService;
import dev.sluice.local.template.Stack;
import dev.sluice.local.time.Timetable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A CloudFormation template, running in this process: its buckets, queues, tables, functions and
/// APIs behind one port of the loopback interface. What a template may hold, and what of it has no
/// effect here, is decided in `dev.sluice.local.template`.
///
/// ```java
/// try (LocalCloud cloud = LocalCloud.builder(Path.of("template.json")).codeBase(root).start()) {
///   URI endpoint = cloud.endpoint();
/// }
/// ```
public final class LocalCloud implements AutoCloseable {
  /// How long closing waits for functions that still run.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Who sends the notifications of buckets.
  private static final String S3 = "s3.amazonaws.com";

  private static final String LOGS = "/_localcloud/logs";

  private final Stack stack;
  private final URI endpoint;
  private final CallRecorder recorder;
  private final Credentials credentials;
  private final Functions functions = new Functions();
  private final Apis apis = new Apis();
  private final List<EventSourceMapping> mappings = new ArrayList<>();

  /// What is open, the last opened first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalCloud(Stack stack, CallRecorder recorder, Credentials credentials) {
    this.stack = stack;
    this.endpoint = stack.context().endpoint();
    this.recorder = recorder;
    this.credentials = credentials;
  }

  /// Begins with a template in JSON, as CDK synthesizes it.
  public static LocalCloudBuilder builder(Path template) {
    return new LocalCloudBuilder(template);
  }

  static LocalCloud start(
      Stack stack,
      FrontDoor door,
      CallRecorder recorder,
      Credentials credentials,
      LocalCloudBuilder settings) {
    Functions.requireCode(stack, settings.codeBase);
    LocalCloud cloud = new LocalCloud(stack, recorder, credentials);
    try {
      cloud.wire(door, settings);
    } catch (RuntimeException failed) {
      cloud.closeAll();
      throw failed;
    }
    return cloud;
  }

  /// Where AWS's clients find every service, `http://127.0.0.1:PORT`.
  public URI endpoint() {
    return endpoint;
  }

  /// Where the template's API is for its users: `http://localhost:PORT/…`, another origin than the
  /// services, so that clients that follow a redirect do not carry their token along.
  public URI apiUrl() {
    return URI.create(
        userOrigin()
            + apis.prefix()
                .orElseThrow(
                    () -> new IllegalStateException("The template has no API with a stage")));
  }

  /// The template's outputs; addresses of its APIs are those here.
  public Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    stack
        .outputs()
        .forEach((name, value) -> outputs.put(name, apis.localized(value, userOrigin())));
    return outputs;
  }

  /// What was called.
  public CallRecorder recorder() {
    return recorder;
  }

  /// Who may sign requests.
  public Credentials credentials() {
    return credentials;
  }

  /// A function by its logical id or its name.
  public LambdaFunction function(String logicalIdOrName) {
    return functions
        .find(logicalIdOrName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No function %s, there are %s"
                        .formatted(
                            logicalIdOrName,
                            stack.functions().stream().map(Stack.Function::logicalId).toList())));
  }

  /// Starts an instance of every function in the background.
  public void warm() {
    functions.byName().values().forEach(LambdaFunction::warm);
  }

  /// Drains and stops: no new API calls and no new batches, running functions finish, and what is
  /// stored stays.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    apis.stop();
    mappings.forEach(EventSourceMapping::close);
    Instant end = InstantSource.system().instant().plus(PATIENCE);
    try {
      for (EventSourceMapping mapping : mappings) {
        boolean _ = mapping.drain(left(end));
      }
      for (LambdaFunction function : functions.byName().values()) {
        boolean _ = function.drain(left(end));
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private void wire(FrontDoor door, LocalCloudBuilder settings) {
    InstantSource clock = settings.clock;
    Optional<Path> data = settings.data;
    // Both take a second or more, and neither needs the other.
    CompletableFuture<S3Service> s3 =
        inBackground(
            () ->
                opened(
                    new S3ProxyService(
                        data.map(path -> path.resolve("s3")), credentials::secret, clock)));
    CompletableFuture<DynamoDbService> dynamoDb =
        inBackground(() -> opened(new DynamoDbService(data.map(path -> path.resolve("dynamodb")))));
    try {
      SqsService sqs =
          opened(
              new SqsService(
                  stack.context().region(),
                  stack.context().account(),
                  endpoint,
                  data.map(path -> path.resolve("sqs")),
                  clock));
      Map<String, Queue> queues = new LinkedHashMap<>();
      for (Stack.Queue queue : stack.queues()) {
        queues.put(queue.arn(), sqs.createQueue(Translation.queue(queue)));
      }
      Timetable timetable = opened(new Timetable(clock));
      functions.create(
          stack,
          settings,
          credentials,
          new LambdaFunction.Surroundings(
              settings.isolation,
              timetable,
              UUID::randomUUID,
              new Deliveries(queues, functions, recorder)));
      for (Stack.Bucket bucket : stack.buckets()) {
        s3.join().createBucket(Translation.bucket(bucket, arn -> sender(queues, arn)));
      }
      for (Stack.Table table : stack.tables()) {
        dynamoDb.join().createTable(table.createTable());
        Translation.timeToLive(table).ifPresent(dynamoDb.join()::setTimeToLive);
      }
      LogGroup accessLog = accessLog(data, clock);
      // From here on in the order in which it has to be closed, backwards.
      door.service("sqs", checked(sqs));
      door.service("s3", s3.join());
      door.service("dynamodb", checked(dynamoDb.join()));
      door.service("lambda", checked(new InvokeApi(functions::find)));
      var _ = opened(functions);
      Map<String, LogGroup> logs = new LinkedHashMap<>(functions.logs());
      logs.put("access", accessLog);
      door.path(LOGS, new LogsPage(LOGS, logs, functions.names()));
      door.path("/_localcloud/metrics", new MetricsPage(functions.metrics()));
      settings.paths.forEach(door::path);
      apis.mount(
          stack,
          functions.byName(),
          settings.apiPath,
          clock,
          UUID::randomUUID,
          accessLog,
          door::path);
      var _ = opened(door);
      AutoCloseable _ = opened(sqs::waitNoMore);
      door.start();
      stack.mappings().stream()
          .filter(Stack.Mapping::enabled)
          .forEach(mapping -> map(mapping, queues));
    } catch (CompletionException failed) {
      throw new LocalCloudException("A service did not start: " + failed.getCause(), failed);
    } finally {
      // Whatever happened, what still starts has to be there to be closed.
      CompletableFuture.allOf(s3, dynamoDb).exceptionally(reported -> null).join();
    }
  }

  /// With the machine's own clock, which signers have, too, whatever a test makes of the queues'.
  private SignatureCheck checked(HttpHandler service) {
    return new SignatureCheck(credentials::secret, InstantSource.system(), service);
  }

  private void map(Stack.Mapping mapping, Map<String, Queue> queues) {
    Queue queue = queues.get(mapping.queueArn());
    Optional<LambdaFunction> function = functions.find(mapping.functionName());
    if (queue == null || function.isEmpty()) {
      throw new IllegalStateException("The template's check let " + mapping + " pass");
    }
    EventSourceMapping feeding =
        new EventSourceMapping(
            new QueueSource(queue, recorder),
            function.get(),
            new MappingConfiguration(
                mapping.batchSize(),
                mapping.window(),
                mapping.maximumConcurrency(),
                mapping.partialFailures()),
            stack.context().region());
    mappings.add(opened(feeding));
    feeding.start();
  }

  private Consumer<String> sender(Map<String, Queue> queues, String arn) {
    Queue queue = queues.get(arn);
    if (queue == null) {
      throw new IllegalStateException(
          "The template's check let a notification to " + arn + " pass");
    }
    return body -> {
      String _ = recorder.recorded(S3, "sqs", "SendMessage", queue.name(), () -> queue.send(body));
    };
  }

  private LogGroup accessLog(Optional<Path> data, InstantSource clock) {
    return opened(
        LogGroup.open(
            "access",
            data.map(path -> path.resolve("logs").resolve("access.log")),
            clock,
            entry -> {}));
  }

  private <T extends AutoCloseable> T opened(T one) {
    synchronized (open) {
      open.push(one);
    }
    return one;
  }

  private void closeAll() {
    synchronized (open) {
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (Exception unclosed) {
          // The rest has to be closed all the same.
        }
      }
    }
  }

  private String userOrigin() {
    return "http://localhost:" + endpoint.getPort();
  }

  private static Duration left(Instant end) {
    Duration left = Duration.between(InstantSource.system().instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, task -> Thread.ofVirtual().start(task));
  }
}
