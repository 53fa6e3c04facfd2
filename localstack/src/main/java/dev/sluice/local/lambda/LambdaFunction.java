package dev.sluice.local.lambda;

import dev.sluice.local.lambda.InvocationResult.Failed;
import dev.sluice.local.lambda.InvocationResult.Refused;
import dev.sluice.local.lambda.InvocationResult.Succeeded;
import dev.sluice.local.lambda.InvocationResult.Throttled;
import dev.sluice.local.time.Timetable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A function that can be invoked. An instance handles one event at a time and is used again while
/// it is good; as many exist as events were in work at once, up to the reserved concurrency.
/// Limits: "Lambda quotas".
public final class LambdaFunction implements AutoCloseable {

  /// What a function needs from its surroundings.
  ///
  /// @param timetable when asynchronous invocations are tried again
  /// @param starts how many instances may start at the same time, of all functions
  /// @param archives where code that comes in a file is unpacked
  public record Surroundings(
      Isolation isolation,
      Timetable timetable,
      Supplier<UUID> ids,
      Semaphore starts,
      UnpackedCode archives) {
    public Surroundings(
        Isolation isolation, Timetable timetable, Supplier<UUID> ids, UnpackedCode archives) {
      this(isolation, timetable, ids, isolation.starts(), archives);
    }
  }

  private final FunctionConfiguration configuration;
  private final Supplier<UUID> ids;
  private final Consumer<String> log;
  private final Deployments deployments;
  private final AsynchronousInvocations asynchronous;
  private final Semaphore executions;
  private final int concurrency;

  public LambdaFunction(
      FunctionConfiguration configuration,
      Surroundings around,
      Destinations destinations,
      Consumer<String> log) {
    this.configuration = configuration;
    this.ids = around.ids();
    this.log = log;
    this.deployments =
        new Deployments(configuration, around.isolation(), around.starts(), around.archives(), log);
    this.asynchronous = new AsynchronousInvocations(this, around.timetable(), destinations);
    this.concurrency = configuration.reservedConcurrency().orElse(LambdaLimits.CONCURRENCY);
    this.executions = new Semaphore(concurrency);
  }

  public FunctionConfiguration configuration() {
    return configuration;
  }

  /// Why no event can reach the handler, if its class or method is not in the code.
  public Optional<String> withoutHandler() {
    return deployments.withoutHandler();
  }

  /// Invokes the function and waits for it, as `InvocationType: RequestResponse` does.
  public InvocationResult invoke(byte[] event) {
    return invoke(event, LambdaFunction::nobody);
  }

  /// Invokes the function and waits for it.
  ///
  /// @param listener hears what the invocation writes into the function's log
  public InvocationResult invoke(byte[] event, Consumer<String> listener) {
    return invoke(ids.get().toString(), event, listener);
  }

  /// Takes an event and does not wait, as `InvocationType: Event` does. What waits here for another
  /// attempt is lost when the cloud stops.
  ///
  /// @return the request's id, or why the event is not taken
  public InvocationResult invokeLater(byte[] event) {
    if (event.length > LambdaLimits.EVENT_BYTES) {
      return tooLarge(event, LambdaLimits.EVENT_BYTES);
    }
    String requestId = ids.get().toString();
    asynchronous.accept(requestId, event);
    return new Succeeded(requestId);
  }

  /// Starts an instance in the background, so that the first event does not wait for it.
  public void warm() {
    Thread.ofVirtual().name("warm " + configuration.name()).start(this::startOne);
  }

  /// Puts a line into the function's log.
  void note(String line) {
    log.accept(line);
  }

  /// How many events are in work now.
  public int running() {
    return concurrency - executions.availablePermits();
  }

  /// Waits for running events, at most so long; from here on every event is throttled.
  public boolean drain(Duration patience) throws InterruptedException {
    return executions.tryAcquire(concurrency, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// From here on there are no instances but those that are up; an event that needs another one is
  /// throttled.
  public void startNoMore() {
    deployments.startNoMore();
  }

  /// Ends all instances, those at work too.
  @Override
  public void close() {
    deployments.close();
  }

  InvocationResult invoke(String requestId, byte[] event) {
    return invoke(requestId, event, LambdaFunction::nobody);
  }

  private InvocationResult invoke(String requestId, byte[] event, Consumer<String> listener) {
    if (event.length > LambdaLimits.PAYLOAD_BYTES) {
      return tooLarge(event, LambdaLimits.PAYLOAD_BYTES);
    }
    if (!executions.tryAcquire()) {
      return new Throttled();
    }
    try {
      return execute(requestId, event, listener);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return failed("Sandbox.Stopped", "The local cloud was stopped");
    } finally {
      executions.release();
    }
  }

  /// What waits for an instance is not in work yet: neither the timeout nor the duration counts it.
  private InvocationResult execute(String requestId, byte[] event, Consumer<String> listener)
      throws InterruptedException {
    Consumer<String> entries = log.andThen(listener);
    Deployment deployment = deployments.latest();
    ExecutionEnvironment environment;
    try {
      environment = deployment.take();
    } catch (Instance.StartFailed failed) {
      InvocationReport report = begun(requestId, entries);
      return ended(requestId, failed.outcome(), null, report, entries);
    }
    if (environment == null) {
      return new Throttled();
    }
    boolean usable = false;
    environment.log().begin(listener);
    try {
      InvocationReport report = begun(requestId, entries);
      Outcome outcome =
          environment
              .instance()
              .handle(
                  Invocation.of(requestId, event, configuration.timeout()),
                  configuration.timeout());
      usable = isUsable(outcome);
      return ended(requestId, outcome, environment, report, entries);
    } finally {
      environment.log().end();
      deployment.giveBack(environment, usable);
    }
  }

  private InvocationReport begun(String requestId, Consumer<String> entries) {
    entries.accept("START RequestId: " + requestId + " Version: $LATEST");
    return new InvocationReport(requestId, configuration.memoryMegabytes());
  }

  private InvocationResult ended(
      String requestId,
      Outcome outcome,
      @Nullable ExecutionEnvironment environment,
      InvocationReport report,
      Consumer<String> entries) {
    report.ended(environment);
    InvocationResult result = result(requestId, outcome, entries);
    report.lines().forEach(entries);
    return result;
  }

  private InvocationResult result(String requestId, Outcome outcome, Consumer<String> entries) {
    return switch (outcome) {
      case Outcome.Returned(byte[] answer) ->
          answer.length > LambdaLimits.PAYLOAD_BYTES
              ? failed(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size ("
                      + LambdaLimits.PAYLOAD_BYTES
                      + " bytes).")
              : new Succeeded(new String(answer, StandardCharsets.UTF_8));
      case Outcome.Threw(String type, String message, String payload, _) ->
          new Failed(type, message, payload);
      case Outcome.TimedOut() -> {
        String late = "Task timed out after " + seconds(configuration.timeout());
        entries.accept(requestId + " " + late);
        yield failed("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + late);
      }
      case Outcome.StartTimedOut(Duration limit) -> {
        String late = "Init timed out after " + seconds(limit);
        entries.accept(requestId + " " + late);
        yield failed("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + late);
      }
      case Outcome.Exited(String how) -> {
        String exit = "RequestId: " + requestId + " Error: Runtime exited with error: " + how;
        entries.accept(exit);
        yield failed("Runtime.ExitError", exit);
      }
    };
  }

  private static String seconds(Duration limit) {
    return limit.toSeconds() + ".00 seconds";
  }

  private static boolean isUsable(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> true;
      case Outcome.Threw threw -> threw.usable();
      case Outcome.TimedOut _, Outcome.StartTimedOut _, Outcome.Exited _ -> false;
    };
  }

  private void startOne() {
    try {
      Deployment deployment = deployments.latest();
      @Nullable ExecutionEnvironment environment = deployment.take();
      if (environment != null) {
        deployment.giveBack(environment, true);
      }
    } catch (Instance.StartFailed failed) {
      // The first event will meet the same error and tell its sender.
      log.accept("Not ready: " + failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void nobody(String entry) {}

  private static Refused tooLarge(byte[] event, int limit) {
    return new Refused(event.length + " bytes of payload, " + limit + " are allowed");
  }

  private static Failed failed(String type, String message) {
    ObjectNode payload = JsonMapper.shared().createObjectNode();
    payload.put("errorMessage", message);
    payload.put("errorType", type);
    return new Failed(type, message, payload.toString());
  }
}
