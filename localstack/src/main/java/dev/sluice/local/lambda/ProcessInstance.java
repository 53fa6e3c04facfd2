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

  private final RuntimeApi api;
  private final Process process;
  private final Thread output;

  private ProcessInstance(RuntimeApi api, Process process, Thread output) {
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
    Thread output =
        Thread.ofVirtual().name("output of " + name).start(() -> copyLines(process, log));
    var _ = process.onExit().thenAccept(_ -> api.exited());
    ProcessInstance instance = new ProcessInstance(api, process, output);
    Duration patience = LambdaLimits.INITIALISATION.plus(configuration.timeout());
    RuntimeApi.Report report = api.awaitReady(patience);
    if (report instanceof RuntimeApi.Report.Ready) {
      return instance;
    }
    Outcome outcome = instance.outcome(report);
    instance.discard();
    throw new StartFailed(outcome);
  }

  @Override
  public Outcome handle(Invocation invocation, Duration timeout) throws InterruptedException {
    Outcome outcome = outcome(api.invoke(invocation, timeout));
    if (outcome instanceof Outcome.TimedOut) {
      discard();
    }
    return outcome;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
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
    process.destroyForcibly();
    api.close();
  }

  private Outcome outcome(RuntimeApi.Report report) throws InterruptedException {
    return switch (report) {
      case RuntimeApi.Report.Answered(byte[] answer) -> new Outcome.Returned(answer);
      case RuntimeApi.Report.Failed(String type, String message, String payload) ->
          new Outcome.Threw(type, message, payload, process.isAlive());
      case RuntimeApi.Report.Late() -> new Outcome.TimedOut();
      case RuntimeApi.Report.Gone(), RuntimeApi.Report.Ready() -> new Outcome.Exited(ending());
    };
  }

  /// What its last words were is in the log by then.
  private String ending() throws InterruptedException {
    boolean _ = output.join(Duration.ofSeconds(1));
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

  private static void copyLines(Process process, Consumer<String> log) {
    try (var reader = process.inputReader()) {
      reader.lines().forEach(log);
    } catch (IOException | UncheckedIOException ended) {
      // Killed while it was talking.
    }
  }
}
