package dev.sluice.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    header = "Starts the whole pipeline in this process.",
    description = {
      "Without CMD it runs until Ctrl-C, which lets running functions finish.",
      "With CMD it runs just as long as CMD, which finds SLUICE_URL, SLUICE_TOKEN, AWS_ENDPOINT_URL and "
          + "AWS keys in its environment; the status is CMD's, the port a free one.",
      "Its data is that of ./sluice up, and one at a time has it; with --ephemeral any number run."
    },
    customSynopsis = "sluice up [--port N] [--ephemeral] [--isolation=KIND] [-- CMD…]",
    footer = {"", "Example: ./sluice up --ephemeral -- ./my-integration-test.sh"})
final class UpCommand extends SluiceCommand {
  /// LocalStack's, so that tools which know that one find this one.
  private static final int USUAL_PORT = 4566;

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen, on loopback only (default: 4566; with CMD a free one).")
  @Nullable Integer port;

  @Option(
      names = "--ephemeral",
      description =
          "Keep no data; otherwise it stays in .sluice/. The key that signs tokens stays in either case.")
  boolean ephemeral;

  /// How functions are kept apart.
  enum IsolationKind {
    THREAD,
    PROCESS
  }

  @Option(
      names = "--isolation",
      paramLabel = "KIND",
      defaultValue = "thread",
      description =
          "thread: functions run in this process, where a debugger stops in them. process: each is a"
              + " JVM with the template's memory, on AWS's own runtime client (default:"
              + " ${DEFAULT-VALUE}).")
  IsolationKind isolation = IsolationKind.THREAD;

  @Parameters(arity = "0..*", paramLabel = "CMD", description = "After --: what to run against it.")
  List<String> command = List.of();

  @Spec @Nullable CommandSpec spec;

  UpCommand(Context context) {
    super(context);
  }

  /// The command, if its arguments are in order and can be read without picocli, which takes a
  /// quarter of the whole start: `[--port N] [--ephemeral] [-- CMD…]`. All else, help and mistakes
  /// among it, is picocli's.
  static Optional<UpCommand> plain(Context context, List<String> arguments) {
    UpCommand up = new UpCommand(context);
    Iterator<String> rest = arguments.iterator();
    if (!rest.hasNext() || !rest.next().equals("up")) {
      return Optional.empty();
    }
    while (rest.hasNext()) {
      switch (rest.next()) {
        case "--ephemeral" -> up.ephemeral = true;
        case "--port" -> {
          String number = rest.hasNext() ? rest.next() : "";
          if (up.port != null
              || !PORT.matcher(number).matches()
              || Integer.parseInt(number) > HIGHEST_PORT) {
            return Optional.empty();
          }
          up.port = Integer.valueOf(number);
        }
        case "--" -> {
          List<String> command = new ArrayList<>();
          rest.forEachRemaining(command::add);
          up.command = List.copyOf(command);
          return command.isEmpty() ? Optional.empty() : Optional.of(up);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(up);
  }

  @Override
  public Integer call() throws Exception {
    if (spec != null) {
      checkUsage(spec);
    }
    StateDirectory state = context.state();
    Optional<StateDirectory.Lock> lock =
        ephemeral ? Optional.empty() : Optional.of(state.lockData());
    Issuer issuer = Issuer.open(state);
    Cloud cloud = start(issuer);
    return command.isEmpty()
        ? new Serving(context, cloud, lock).untilInterrupted()
        : new ChildCommand(context, cloud, lock, command).run(issuer);
  }

  private void checkUsage(CommandSpec parsed) {
    if (port != null && (port < 0 || port > HIGHEST_PORT)) {
      throw new ParameterException(
          parsed.commandLine(), "--port is 0 (a free one) to " + HIGHEST_PORT);
    }
    List<String> given = parsed.commandLine().getParseResult().originalArgs();
    if (!command.isEmpty() && !given.contains("--")) {
      throw new ParameterException(
          parsed.commandLine(),
          "what is \"" + command.getFirst() + "\"? a command to run stands after --");
    }
    if (command.isEmpty() && given.contains("--")) {
      throw new ParameterException(parsed.commandLine(), "no command after --");
    }
  }

  private Cloud start(Issuer issuer) throws IOException {
    int wanted = port != null ? port : command.isEmpty() ? USUAL_PORT : 0;
    AtomicReference<@Nullable Cloud> started = new AtomicReference<>();
    Page page =
        new Page(
            () -> {
              Cloud cloud = started.get();
              if (cloud == null) {
                throw new Failure("still starting");
              }
              return cloud.apiUrl();
            },
            () ->
                issuer.token(
                    Issuer.LOCAL_TENANT, Issuer.CLIENT_LIFETIME, context.clock().instant()));
    Optional<Path> data = ephemeral ? Optional.empty() : Optional.of(context.state().data());
    try {
      Cloud cloud =
          context
              .clouds()
              .start(
                  new Cloud.Settings(
                      context.home(),
                      wanted,
                      data,
                      isolation == IsolationKind.PROCESS,
                      _ -> issuer.templateParameters(),
                      page));
      started.set(cloud);
      return cloud;
    } catch (IOException | RuntimeException e) {
      if (Errors.causedBy(e, BindException.class)) {
        throw new Failure(
            "port " + wanted + " is taken; choose another: " + context.launcher() + " up --port N");
      }
      throw e;
    }
  }
}
