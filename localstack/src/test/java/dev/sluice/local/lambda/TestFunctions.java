package dev.sluice.local.lambda;

import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Timetable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// A description of one of the functions in `example.functions`, to be changed and then started.
final class TestFunctions {
  private final String handler;
  private Path code = Path.of("target", "test-classes").toAbsolutePath();
  private Map<String, String> environment =
      Map.of(
          "GREETING",
          "hello",
          "AWS_LAMBDA_FUNCTION_NAME",
          "probe",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "256");
  private Duration timeout = Duration.ofSeconds(30);
  private OptionalInt concurrency = OptionalInt.empty();
  private AsynchronousConfiguration asynchronous = AsynchronousConfiguration.DEFAULT;
  private Isolation isolation = Isolation.THREAD;
  private Optional<Semaphore> starts = Optional.empty();
  private Destinations destinations = Destinations.NONE;
  private Consumer<String> log = entry -> {};

  private TestFunctions(String handler) {
    this.handler = handler;
  }

  static TestFunctions probe() {
    return of("example.functions.Probe::handleRequest");
  }

  static TestFunctions worker(Path directory, OptionalInt concurrency) {
    return of("example.functions.Worker")
        .with(concurrency)
        .with(Map.of("DIRECTORY", directory.toString()));
  }

  static TestFunctions of(String handler) {
    return new TestFunctions(handler);
  }

  TestFunctions with(Duration limit) {
    timeout = limit;
    return this;
  }

  TestFunctions with(OptionalInt reservedConcurrency) {
    concurrency = reservedConcurrency;
    return this;
  }

  TestFunctions with(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  TestFunctions with(Path classes) {
    code = classes;
    return this;
  }

  TestFunctions with(AsynchronousConfiguration configuration) {
    asynchronous = configuration;
    return this;
  }

  TestFunctions asProcess() {
    isolation = Isolation.PROCESS;
    return this;
  }

  TestFunctions starting(Semaphore atOnce) {
    starts = Optional.of(atOnce);
    return this;
  }

  TestFunctions telling(Destinations others) {
    destinations = others;
    return this;
  }

  TestFunctions logging(Consumer<String> lines) {
    log = lines;
    return this;
  }

  /// Its timetable is a daemon of the test's process.
  LambdaFunction start() {
    return start(new Timetable(new MovableClock(InstantSource.system())));
  }

  LambdaFunction start(Timetable timetable) {
    return new LambdaFunction(
        new FunctionConfiguration(
            "probe",
            "arn:aws:lambda:us-east-1:000000000000:function:probe",
            handler,
            code,
            environment,
            timeout,
            256,
            concurrency,
            asynchronous),
        new LambdaFunction.Surroundings(
            isolation,
            timetable,
            UUID::randomUUID,
            starts.orElseGet(isolation::starts),
            new UnpackedCode(Optional.empty())),
        destinations,
        log);
  }
}
