package dev.sluice.local.lambda;

import dev.sluice.local.lambda.InvocationResult.Failed;
import dev.sluice.local.lambda.InvocationResult.Refused;
import dev.sluice.local.lambda.InvocationResult.Succeeded;
import dev.sluice.local.lambda.InvocationResult.Throttled;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A function that can be invoked. An instance handles one event at a time and is used again while
/// it is good; as many exist as events were in work at once, up to the reserved concurrency.
/// Limits: "Lambda quotas".
public final class LambdaFunction implements AutoCloseable {
  private final FunctionConfiguration configuration;
  private final Code code;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Consumer<String> log;
  private final ConcurrentLinkedDeque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore executions;
  private final int concurrency;
  private final AtomicInteger started = new AtomicInteger();
  private final JsonMapper json = new JsonMapper();

  public LambdaFunction(
      FunctionConfiguration configuration,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<String> log) {
    this.configuration = configuration;
    this.code = new Code(configuration);
    this.clock = clock;
    this.ids = ids;
    this.log = log;
    this.concurrency = configuration.reservedConcurrency().orElse(LambdaLimits.CONCURRENCY);
    this.executions = new Semaphore(concurrency);
  }

  public FunctionConfiguration configuration() {
    return configuration;
  }

  /// Invokes the function and waits for it, as `InvocationType: RequestResponse` does.
  public InvocationResult invoke(byte[] event) {
    if (event.length > LambdaLimits.PAYLOAD_BYTES) {
      return new Refused(
          event.length + " bytes of payload, " + LambdaLimits.PAYLOAD_BYTES + " are allowed");
    }
    if (!executions.tryAcquire()) {
      return new Throttled();
    }
    try {
      return execute(event);
    } finally {
      executions.release();
    }
  }

  /// Starts an instance in the background, so that the first event does not wait for it.
  public void warm() {
    Thread.ofVirtual()
        .name("warm " + configuration.name())
        .start(
            () -> {
              try {
                idle.push(newInstance());
              } catch (ExecutionException failed) {
                // The first event will meet the same error and tell its sender.
                log.accept(stackTrace(cause(failed)));
              } catch (TimeoutException slow) {
                log.accept("Not ready after " + LambdaLimits.INITIALISATION);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
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
    idle.forEach(Instance::discard);
    idle.clear();
    code.close();
  }

  private InvocationResult execute(byte[] event) {
    String requestId = ids.get().toString();
    Instance instance = null;
    boolean reusable = false;
    Instant begin = clock.instant();
    try {
      Instance free = idle.poll();
      instance = free == null ? newInstance() : free;
      // What it takes to start is not counted, as on Lambda.
      begin = clock.instant();
      InvocationContext context =
          new InvocationContext(
              configuration,
              requestId,
              "local/[$LATEST]" + requestId,
              begin.plus(configuration.timeout()),
              clock,
              log);
      byte[] answer = instance.handle(event, context, configuration.timeout());
      reusable = true;
      return answer.length > LambdaLimits.PAYLOAD_BYTES
          ? failed(
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size ("
                  + LambdaLimits.PAYLOAD_BYTES
                  + " bytes).")
          : new Succeeded(new String(answer, StandardCharsets.UTF_8));
    } catch (TimeoutException late) {
      String message =
          requestId
              + " Task timed out after "
              + configuration.timeout().toSeconds()
              + ".00 seconds";
      log.accept(message);
      return failed(
          "Sandbox.Timedout",
          "RequestId: "
              + requestId
              + " Error: Task timed out after "
              + configuration.timeout().toSeconds()
              + ".00 seconds");
    } catch (ExecutionException thrown) {
      // An exception leaves the instance in order; an error may not.
      Throwable cause = cause(thrown);
      reusable = cause instanceof Exception && instance != null;
      log.accept(stackTrace(cause));
      return failed(cause.getClass().getName(), String.valueOf(cause.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return failed("Sandbox.Stopped", "The local cloud was stopped");
    } finally {
      log.accept(
          "REPORT RequestId: "
              + requestId
              + " Duration: "
              + Duration.between(begin, clock.instant()).toMillis()
              + " ms");
      if (instance != null) {
        if (reusable) {
          // The one used last is the warmest.
          idle.push(instance);
        } else {
          instance.discard();
        }
      }
    }
  }

  private Instance newInstance() throws ExecutionException, InterruptedException, TimeoutException {
    return Instance.start(
        code,
        configuration.environment(),
        configuration.name() + " #" + started.incrementAndGet(),
        LambdaLimits.INITIALISATION.plus(configuration.timeout()));
  }

  private Failed failed(String type, String message) {
    ObjectNode payload = json.createObjectNode();
    payload.put("errorMessage", message);
    payload.put("errorType", type);
    return new Failed(type, message, payload.toString());
  }

  private static Throwable cause(ExecutionException thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
