package dev.sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The entry point behind the launcher `./sluice`. Exit statuses: 0 done, 1 failed, 2 wrong usage,
/// 3 a file was rejected.
public final class Main {
  private Main() {}

  /// Runs the command that `arguments` name, and exits.
  public static void main(String[] arguments) {
    InstantSource clock = InstantSource.system();
    Path directory = Path.of("").toAbsolutePath();
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    // stdout is ours alone: scripts read it, and libraries in this process must not write to it.
    System.setOut(err);
    Context context =
        new Context(
            System.getenv(),
            Path.of(System.getProperty("sluice.home", directory.toString())),
            directory,
            out,
            err,
            clock,
            started(clock),
            Backoff.standard(RandomGenerator.getDefault()),
            EmbeddedCloud.starter());
    int status = run(context, arguments);
    out.flush();
    System.exit(status);
  }

  static int run(Context context, String... arguments) {
    Optional<UpCommand> up = UpCommand.plain(context, List.of(arguments));
    return up.isPresent() ? run(context, up.get()) : parsed(context, arguments);
  }

  private static int run(Context context, UpCommand up) {
    try {
      return up.call();
    } catch (Exception e) {
      if (debugging(context) && !(e instanceof Failure)) {
        e.printStackTrace(context.err());
        return ExitCode.FAILED;
      }
      return failed(context, e);
    }
  }

  private static int parsed(Context context, String... arguments) {
    CommandLine line =
        new CommandLine(new Root(context))
            .addSubcommand(new UpCommand(context))
            .addSubcommand(new PutCommand(context))
            .addSubcommand(new LsCommand(context))
            .addSubcommand(new StatusCommand(context))
            .addSubcommand(new GetCommand(context))
            .addSubcommand(new RmCommand(context))
            .addSubcommand(new TokenCommand(context))
            .addSubcommand(new LogsCommand(context))
            .addSubcommand(new MetricsCommand(context))
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false) // @name is a file called @name, for CMD of `up` as well
            .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
            .setParameterExceptionHandler((e, _) -> usage(context, e))
            .setExecutionExceptionHandler((e, _, _) -> handled(context, e));
    return line.execute(arguments);
  }

  private static int usage(Context context, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String what =
        e.getCommandLine().getUnmatchedArguments().stream()
            .filter(argument -> argument.startsWith("-"))
            .findFirst()
            .map("Unknown option: '%s' (a file of such a name stands after --)"::formatted)
            .orElseGet(() -> Errors.firstLine(e));
    context.err().println("sluice: " + what + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  private static int handled(Context context, Exception e) throws Exception {
    if (e instanceof ParameterException usage) {
      return usage(context, usage);
    }
    if (debugging(context) && !(e instanceof Failure)) {
      throw e;
    }
    return failed(context, e);
  }

  private static boolean debugging(Context context) {
    return !context.environment().getOrDefault("SLUICE_DEBUG", "").isEmpty();
  }

  private static int failed(Context context, Exception e) {
    if (e instanceof Failure failure) {
      context.err().println("sluice: " + failure.getMessage());
      return failure.exitCode();
    }
    context
        .err()
        .println("sluice: " + Errors.describe(e) + " (SLUICE_DEBUG=1 shows where this came from)");
    return ExitCode.FAILED;
  }

  /// When the launcher began: seconds since the epoch with a fraction, as bash's EPOCHREALTIME has
  /// them.
  private static long started(InstantSource clock) {
    String text = System.getProperty("sluice.started", "").replace(',', '.');
    try {
      return text.isEmpty() ? clock.millis() : (long) (Double.parseDouble(text) * 1000);
    } catch (NumberFormatException e) {
      return clock.millis();
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  @Command(name = "sluice", description = "The command line of Sluice.")
  private static final class Root extends SluiceCommand {
    Root(Context context) {
      super(context);
    }

    @Override
    public Integer call() {
      context.err().println("sluice: which command? see sluice help");
      return ExitCode.USAGE;
    }
  }
}
