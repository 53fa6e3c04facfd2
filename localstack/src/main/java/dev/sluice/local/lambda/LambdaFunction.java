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
  /// @param archives where code that comes in a file is unpacked
  public record Surroundings(
      Isolation isolation, Timetable timetable, Supplier<UUID> ids, UnpackedCode archives) {}

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
    this.deployments = new Deployments(configuration, around.isolation(), around.archives(), log);
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
    return invoke(ids.get().toString(), event);
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

  @Override
  public void close() {
    deployments.close();
  }

  InvocationResult invoke(String requestId, byte[] event) {
    if (event.length > LambdaLimits.PAYLOAD_BYTES) {
      return tooLarge(event, LambdaLimits.PAYLOAD_BYTES);
    }
    if (!executions.tryAcquire()) {
      return new Throttled();
    }
    try {
      return execute(requestId, event);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return failed("Sandbox.Stopped", "The local cloud was stopped");
    } finally {
      executions.release();
    }
  }

  private InvocationResult execute(String requestId, byte[] event) throws InterruptedException {
    log.accept("START RequestId: " + requestId + " Version: $LATEST");
    InvocationReport report = new InvocationReport(requestId, configuration.memoryMegabytes());
    Deployment deployment = deployments.latest();
    Instance instance = deployment.takeIdle();
    Outcome outcome;
    try {
      if (instance == null) {
        instance = deployment.start();
        report.initialised();
      }
      report.begun();
      outcome =
          instance.handle(
              Invocation.of(requestId, event, configuration.timeout()), configuration.timeout());
    } catch (Instance.StartFailed failed) {
      outcome = failed.outcome();
    }
    report.ended(instance);
    InvocationResult result = result(requestId, outcome);
    report.lines().forEach(log);
    if (instance != null) {
      deployment.giveBack(instance, isUsable(outcome));
    }
    return result;
  }

  private InvocationResult result(String requestId, Outcome outcome) {
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
        String late = "Task timed out after " + configuration.timeout().toSeconds() + ".00 seconds";
        log.accept(requestId + " " + late);
        yield failed("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + late);
      }
      case Outcome.Exited(String how) -> {
        String exit = "RequestId: " + requestId + " Error: Runtime exited with error: " + how;
        log.accept(exit);
        yield failed("Runtime.ExitError", exit);
      }
    };
  }

  private static boolean isUsable(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> true;
      case Outcome.Threw threw -> threw.usable();
      case Outcome.TimedOut _, Outcome.Exited _ -> false;
    };
  }

  private void startOne() {
    try {
      Deployment deployment = deployments.latest();
      @Nullable Instance idle = deployment.takeIdle();
      deployment.giveBack(idle == null ? deployment.start() : idle, true);
    } catch (Instance.StartFailed failed) {
      // The first event will meet the same error and tell its sender.
      log.accept("Not ready: " + failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

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
