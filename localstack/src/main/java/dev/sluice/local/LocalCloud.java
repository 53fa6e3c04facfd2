package dev.sluice.local;

import dev.sluice.local.dynamodb.DynamoDbAccess;
import dev.sluice.local.dynamodb.DynamoDbService;
import dev.sluice.local.dynamodb.TableNames;
import dev.sluice.local.dynamodb.TableRefused;
import dev.sluice.local.events.EventBuses;
import dev.sluice.local.events.EventsAccess;
import dev.sluice.local.events.EventsApi;
import dev.sluice.local.fault.Faults;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.ClockPage;
import dev.sluice.local.http.FaultInjector;
import dev.sluice.local.http.FaultsPage;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.IndexPage;
import dev.sluice.local.http.PermissionsPage;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.lambda.LambdaAccess;
import dev.sluice.local.lambda.LambdaApi;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.lambda.UnpackedCode;
import dev.sluice.local.logs.LogGroup;
import dev.sluice.local.logs.LogsPage;
import dev.sluice.local.logs.MetricsPage;
import dev.sluice.local.s3.LocalS3;
import dev.sluice.local.s3.S3Service;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.sqs.Queue;
import dev.sluice.local.sqs.SqsAccess;
import dev.sluice.local.sqs.SqsService;
import dev.sluice.local.template.Stack;
import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Sweeps;
import dev.sluice.local.time.Timetable;
import java.io.UncheckedIOException;
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

  private static final String PAGES = "/_localcloud";
  private static final String LOGS = PAGES + "/logs";

  private final Stack stack;
  private final URI endpoint;
  private final CallRecorder recorder;
  private final Faults faults;
  private final MovableClock clock;
  private final Credentials credentials;
  private final Permissions permissions;
  private final Functions functions = new Functions();
  private final Apis apis = new Apis();
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final ServiceCalls calls;
  private final Mappings mappings;

  /// What is open, the last opened first.
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalCloud(
      Stack stack,
      CallRecorder recorder,
      Faults faults,
      Credentials credentials,
      InstantSource clock) {
    this.stack = stack;
    this.endpoint = stack.context().endpoint();
    this.recorder = recorder;
    this.faults = faults;
    this.clock = new MovableClock(clock);
    this.credentials = credentials;
    this.permissions = new Permissions(Iam.authority(stack));
    this.calls = new ServiceCalls(recorder, new FaultInjector(faults), permissions, this.clock);
    this.mappings = new Mappings(stack, queues, calls);
  }

  /// Begins with a template in JSON, as CDK synthesizes it.
  public static LocalCloudBuilder builder(Path template) {
    return new LocalCloudBuilder(template);
  }

  static LocalCloud start(
      Stack stack,
      FrontDoor door,
      CallRecorder recorder,
      Faults faults,
      Credentials credentials,
      LocalCloudBuilder settings) {
    Functions.requireCode(stack, settings.codeBase);
    settings
        .isolation
        .impediment()
        .ifPresent(
            why -> {
              throw new LocalCloudException("Functions can't be processes here: " + why);
            });
    LocalCloud cloud = new LocalCloud(stack, recorder, faults, credentials, settings.clock);
    try {
      cloud.wire(door, settings);
    } catch (UncheckedIOException failed) {
      cloud.closeAll();
      Throwable cause = failed.getCause();
      String message = String.valueOf(failed.getMessage());
      throw new LocalCloudException(
          cause == null ? message : message + ": " + cause.getMessage(), failed);
    } catch (RuntimeException failed) {
      cloud.closeAll();
      throw failed;
    }
    return cloud;
  }

  /// What is worth knowing of this start, a line each: handlers that are not there, and what of the
  /// template is left out.
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(functions.withoutHandler());
    if (!stack.leftOut().isEmpty()) {
      remarks.add(
          "Left out, since what they are for is done here without them: "
              + String.join(", ", stack.leftOut()));
    }
    if (!stack.withoutEffect().isEmpty()) {
      remarks.add("Without effect here: " + String.join(", ", stack.withoutEffect()));
    }
    return remarks;
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

  /// Where each stage of the template's APIs is for its users, by `API/stage`, the API's logical id
  /// and the stage's name.
  public Map<String, URI> apiUrls() {
    Map<String, URI> urls = new LinkedHashMap<>();
    apis.stages().forEach((stage, prefix) -> urls.put(stage, URI.create(userOrigin() + prefix)));
    return urls;
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

  /// What is to go wrong.
  public Faults faults() {
    return faults;
  }

  /// The clock of queues, of expiry in tables, of throttling and of asynchronous invocations'
  /// retries. Functions' own code, like signatures, goes by the machine's.
  public MovableClock clock() {
    return clock;
  }

  /// What the template's policies allow, and what of it was used.
  public Permissions permissions() {
    return permissions;
  }

  /// Who may sign requests.
  public Credentials credentials() {
    return credentials;
  }

  /// A function by its logical id or its name.
  public LambdaFunction function(String logicalIdOrName) {
    return functions
        .findByEither(logicalIdOrName)
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

  /// Drains and stops: no new API calls, no new batches and no new instances, running functions
  /// finish, and what is stored stays.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    // Nothing has to wait any more.
    faults.clear();
    apis.stop();
    functions.byName().values().forEach(LambdaFunction::startNoMore);
    Instant end = InstantSource.system().instant().plus(PATIENCE);
    try {
      boolean _ = mappings.drain(left(end));
      for (LambdaFunction function : functions.byName().values()) {
        boolean _ = function.drain(left(end));
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private void wire(FrontDoor door, LocalCloudBuilder settings) {
    Optional<Path> data = settings.data;
    Iam.check(stack, calls);
    data.ifPresent(folder -> opened(DataFolder.hold(folder)));
    Notices notices = new Notices(settings.notices);
    ServiceDoors doors =
        new ServiceDoors(door, stack.context().region(), credentials, permissions, clock);
    TableNames tables = new TableNames(arn("dynamodb", ""));
    // Takes a second or more, and needs nothing else.
    CompletableFuture<DynamoDbService> dynamoDb =
        inBackground(
            () -> opened(new DynamoDbService(data.map(path -> path.resolve("dynamodb")), tables)));
    try {
      SqsService sqs =
          opened(
              new SqsService(
                  stack.context().region(),
                  stack.context().account(),
                  endpoint,
                  data.map(path -> path.resolve("sqs")),
                  clock));
      for (Stack.Queue queue : stack.queues()) {
        Queue made = sqs.createQueue(Translation.queue(queue));
        made.tag(queue.tags());
        queues.put(queue.arn(), made);
      }
      sqs.reopen();
      Timetable timetable = opened(new Timetable(clock));
      UnpackedCode archives = opened(new UnpackedCode(data.map(path -> path.resolve("code"))));
      Deliveries deliveries = new Deliveries(queues, functions, calls);
      functions.create(
          stack,
          settings,
          credentials,
          new LambdaFunction.Surroundings(
              settings.isolation, timetable, UUID::randomUUID, archives),
          deliveries);
      EventBuses buses =
          new EventBuses(
              stack.rules().stream()
                  .filter(Stack.EventRule::enabled)
                  .map(Stack.EventRule::rule)
                  .toList(),
              stack.context().account(),
              stack.context().region(),
              timetable,
              UUID::randomUUID,
              new RuleTargets(stack, deliveries));
      S3Service s3 =
          opened(
              new LocalS3(
                  data.map(path -> path.resolve("s3")),
                  doors.signatures("s3"),
                  clock,
                  new Authorizer(permissions, credentials::principal, clock),
                  new BucketDestinations(stack, sqs, deliveries, calls, buses)));
      stack.buckets().forEach(bucket -> s3.createBucket(Translation.bucket(stack, bucket)));
      stack.tables().forEach(table -> create(table, dynamoDb.join()));
      LogGroup accessLog = accessLog(data, clock);
      Sweeps sweeps = new Sweeps();
      sweeps.add(() -> dynamoDb.join().deleteExpired(clock.instant()));
      // First, since the others may put something on it.
      clock.onMove(timetable::timeMoved);
      clock.onMove(sqs::timeMoved);
      clock.onMove(s3::sweep);
      clock.onMove(sweeps::run);
      sweeps.start();
      // From here on in the order in which it has to be closed, backwards.
      doors.open("sqs", new SqsAccess(arn("sqs", "")), sqs);
      door.service("s3", s3, s3::operation);
      doors.open("dynamodb", new DynamoDbAccess(tables), dynamoDb.join());
      doors.open(
          "lambda",
          new LambdaAccess(arn("lambda", "function:")),
          new LambdaApi(functions, arn("lambda", "function:"), notices));
      doors.open("events", new EventsAccess(arn("events", "event-bus/")), new EventsApi(buses));
      door.page(PAGES + "/permissions", new PermissionsPage(permissions));
      door.page(PAGES + "/faults", new FaultsPage(faults));
      door.page(PAGES + "/clock", new ClockPage(clock));
      var _ = opened(sweeps);
      var _ = opened(functions);
      Map<String, LogGroup> logs = new LinkedHashMap<>(functions.logs());
      logs.put("access", accessLog);
      door.page(LOGS, new LogsPage(LOGS, logs, functions.names()));
      door.page(PAGES + "/metrics", new MetricsPage(functions.metrics()));
      door.page(PAGES, new IndexPage(PAGES, () -> door.below(PAGES)));
      settings.paths.forEach(door::path);
      apis.mount(
          stack,
          functions.byName(),
          (function, methodArn) ->
              calls.refusalToSend(Iam.gateway(stack, methodArn), function.arn()),
          settings.apiPath,
          clock,
          UUID::randomUUID,
          accessLog,
          notices,
          door::path);
      var _ = opened(door);
      AutoCloseable _ = opened(sqs::waitNoMore);
      door.start();
      buses.start();
      mappings.start(functions::find);
    } catch (CompletionException failed) {
      throw new LocalCloudException("A service did not start: " + failed.getCause(), failed);
    } finally {
      // Whatever happened, what still starts has to be there to be closed.
      CompletableFuture.allOf(dynamoDb).exceptionally(reported -> null).join();
    }
  }

  private static void create(Stack.Table table, DynamoDbService dynamoDb) {
    try {
      dynamoDb.createTable(table.createTable());
    } catch (TableRefused refused) {
      throw new LocalCloudException(
          "%s (AWS::DynamoDB::Table) can't be made: %s"
              .formatted(table.logicalId(), refused.getMessage()),
          refused);
    }
    Translation.timeToLive(table).ifPresent(dynamoDb::setTimeToLive);
  }

  private String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s"
        .formatted(service, stack.context().region(), stack.context().account(), resource);
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
    mappings.close();
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
