package dev.sluice.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// An instance that is a JVM of its own: AWS's runtime interface client, the code behind it on the
/// class path, and the environment that Lambda gives ("Defined runtime environment variables",
/// Lambda developer guide).
final class ProcessInstance implements Instance {
  /// Signals are told by exit statuses from here on, as shells tell them.
  private static final int SIGNALS = 128;

  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(6, "aborted", 9, "killed", 11, "segmentation fault", 15, "terminated");

  private static final int KIBIBYTES = 1024;

  /// What starting may take. On AWS it is ten seconds ("Understanding the Lambda execution
  /// environment lifecycle"), with processors that nobody else uses; a laptop's are shared.
  private static final Duration INITIALISATION = Duration.ofSeconds(60);

  private final RuntimeApi api;
  private final Process process;
  private final ProcessOutput output;
  private volatile boolean discarded;

  private ProcessInstance(RuntimeApi api, Process process, ProcessOutput output) {
    this.api = api;
    this.process = process;
    this.output = output;
  }

  static ProcessInstance start(
      FunctionConfiguration configuration, String name, Consumer<String> log)
      throws StartFailed, InterruptedException {
    Path library = RuntimeClient.unpackNativeLibrary();
    try {
      return start(configuration, name, library, log);
    } finally {
      delete(library);
    }
  }

  private static ProcessInstance start(
      FunctionConfiguration configuration, String name, Path library, Consumer<String> log)
      throws StartFailed, InterruptedException {
    RuntimeApi api = new RuntimeApi(configuration.arn());
    Process process = launch(configuration, library, api.address());
    var _ = process.onExit().thenAccept(_ -> api.exited());
    ProcessInstance instance =
        new ProcessInstance(api, process, new ProcessOutput(process, name, log));
    boolean ready = false;
    try {
      RuntimeApi.Report report = api.awaitReady(INITIALISATION);
      ready = report instanceof RuntimeApi.Report.Ready;
      if (!ready) {
        throw new StartFailed(
            report instanceof RuntimeApi.Report.Late
                ? new Outcome.StartTimedOut(INITIALISATION)
                : instance.outcome(report, false));
      }
      instance.output.awaitWritten();
      return instance;
    } finally {
      if (!ready) {
        instance.discard();
      }
    }
  }

  /// Also waits until the process is done with the event, which is when it asks for the next one:
  /// it logs an error only after it has told it, and ends after an `OutOfMemoryError`.
  @Override
  public Outcome handle(Invocation invocation, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    RuntimeApi.Report report = api.invoke(invocation, timeout);
    boolean usable =
        switch (report) {
          case RuntimeApi.Report.Answered _, RuntimeApi.Report.Failed _ ->
              api.awaitReady(Duration.ofNanos(end - System.nanoTime()))
                  instanceof RuntimeApi.Report.Ready;
          case RuntimeApi.Report.Late _, RuntimeApi.Report.Gone _, RuntimeApi.Report.Ready _ ->
              false;
        };
    Outcome outcome = outcome(report, usable);
    if (usable) {
      output.awaitWritten();
    } else {
      discard();
      output.awaitEnd();
    }
    return outcome;
  }

  @Override
  public boolean isAlive() {
    return !discarded && process.isAlive();
  }

  /// The process's peak of resident memory, where the system tells it (Linux: `proc(5)`, `VmHWM`).
  @Override
  public OptionalInt peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / KIBIBYTES)
          .findFirst();
    } catch (IOException elsewhere) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void discard() {
    discarded = true;
    process.destroyForcibly();
    api.close();
  }

  private Outcome outcome(RuntimeApi.Report report, boolean usable) throws InterruptedException {
    return switch (report) {
      case RuntimeApi.Report.Answered(byte[] answer) -> new Outcome.Returned(answer);
      case RuntimeApi.Report.Failed(String type, String message, String payload) ->
          new Outcome.Threw(type, message, payload, usable);
      case RuntimeApi.Report.Late() -> new Outcome.TimedOut();
      case RuntimeApi.Report.Gone(), RuntimeApi.Report.Ready() -> new Outcome.Exited(ending());
    };
  }

  /// What its last words were is in the log by then.
  private String ending() throws InterruptedException {
    output.awaitEnd();
    int status = process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : 0;
    return status > SIGNALS
        ? "signal: "
            + SIGNAL_NAMES.getOrDefault(status - SIGNALS, Integer.toString(status - SIGNALS))
        : "exit status " + status;
  }

  private static Process launch(
      FunctionConfiguration configuration, Path library, String runtimeApi) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + configuration.memoryMegabytes() + "m",
                // As Lambda's own Java runtimes have them ("Java Lambda function customization").
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // What the client's native library and its serialization need of a new JDK.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // By which it takes a descriptor to log to, and does without if it may not.
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-D" + RuntimeClient.NATIVE_LIBRARY + "=" + library));
    command.add("-cp");
    command.add(
        classPath(configuration).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(RuntimeClient.MAIN);
    command.add(configuration.handler());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(configuration.code().toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(configuration.variables());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    // Standard output: one frame for each call of the logger, between the lines of all else.
    environment.put("_LAMBDA_TELEMETRY_LOG_FD", "1");
    try {
      return builder.start();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<Path> classPath(FunctionConfiguration configuration) {
    List<Path> entries = new ArrayList<>(RuntimeClient.jars());
    entries.addAll(new CodeFiles(configuration.code()).classPath());
    return entries;
  }

  /// The process has loaded it, or has ended.
  private static void delete(Path library) {
    try {
      boolean _ = Files.deleteIfExists(library);
    } catch (IOException undeletable) {
      // Some hundred kilobytes are left to the system's own cleaning.
    }
  }
}
