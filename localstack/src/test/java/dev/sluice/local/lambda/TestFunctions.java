package dev.sluice.local.lambda;

import dev.sluice.local.time.MovableClock;
import dev.sluice.local.time.Timetable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/// Descriptions of the functions in `example.functions`.
record TestFunctions(
    FunctionConfiguration configuration,
    Isolation isolation,
    Destinations destinations,
    Consumer<String> log) {

  static TestFunctions probe() {
    return of("example.functions.Probe::handleRequest");
  }

  static TestFunctions worker(Path directory, OptionalInt concurrency) {
    return of("example.functions.Worker")
        .with(concurrency)
        .with(Map.of("DIRECTORY", directory.toString()));
  }

  static TestFunctions of(String handler) {
    return new TestFunctions(
        new FunctionConfiguration(
            "probe",
            "arn:aws:lambda:us-east-1:000000000000:function:probe",
            handler,
            Path.of("target", "test-classes").toAbsolutePath(),
            Map.of(
                "GREETING",
                "hello",
                "AWS_LAMBDA_FUNCTION_NAME",
                "probe",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "256"),
            Duration.ofSeconds(30),
            256,
            OptionalInt.empty(),
            AsynchronousConfiguration.DEFAULT),
        Isolation.THREAD,
        Destinations.NONE,
        entry -> {});
  }

  TestFunctions with(Duration timeout) {
    FunctionConfiguration old = configuration;
    return with(
        new FunctionConfiguration(
            old.name(),
            old.arn(),
            old.handler(),
            old.code(),
            old.environment(),
            timeout,
            old.memoryMegabytes(),
            old.reservedConcurrency(),
            old.asynchronous()));
  }

  TestFunctions with(OptionalInt concurrency) {
    FunctionConfiguration old = configuration;
    return with(
        new FunctionConfiguration(
            old.name(),
            old.arn(),
            old.handler(),
            old.code(),
            old.environment(),
            old.timeout(),
            old.memoryMegabytes(),
            concurrency,
            old.asynchronous()));
  }

  TestFunctions with(Map<String, String> environment) {
    FunctionConfiguration old = configuration;
    return with(
        new FunctionConfiguration(
            old.name(),
            old.arn(),
            old.handler(),
            old.code(),
            environment,
            old.timeout(),
            old.memoryMegabytes(),
            old.reservedConcurrency(),
            old.asynchronous()));
  }

  TestFunctions with(Path code) {
    FunctionConfiguration old = configuration;
    return with(
        new FunctionConfiguration(
            old.name(),
            old.arn(),
            old.handler(),
            code,
            old.environment(),
            old.timeout(),
            old.memoryMegabytes(),
            old.reservedConcurrency(),
            old.asynchronous()));
  }

  TestFunctions with(AsynchronousConfiguration asynchronous) {
    FunctionConfiguration old = configuration;
    return with(
        new FunctionConfiguration(
            old.name(),
            old.arn(),
            old.handler(),
            old.code(),
            old.environment(),
            old.timeout(),
            old.memoryMegabytes(),
            old.reservedConcurrency(),
            asynchronous));
  }

  TestFunctions asProcess() {
    return new TestFunctions(configuration, Isolation.PROCESS, destinations, log);
  }

  TestFunctions telling(Destinations others) {
    return new TestFunctions(configuration, isolation, others, log);
  }

  TestFunctions logging(Consumer<String> lines) {
    return new TestFunctions(configuration, isolation, destinations, lines);
  }

  /// Its timetable is a daemon of the test's process.
  LambdaFunction start() {
    return start(new Timetable(new MovableClock(InstantSource.system())));
  }

  LambdaFunction start(Timetable timetable) {
    return new LambdaFunction(
        configuration,
        new LambdaFunction.Surroundings(isolation, timetable, UUID::randomUUID),
        destinations,
        log);
  }

  private TestFunctions with(FunctionConfiguration changed) {
    return new TestFunctions(changed, isolation, destinations, log);
  }
}
