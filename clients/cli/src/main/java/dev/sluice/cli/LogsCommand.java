package dev.sluice.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "logs",
    header = "Shows what a function of the local cloud wrote, or lists the functions.",
    footer = {"", "Example: ./sluice logs validator -f"})
final class LogsCommand extends SluiceCommand {
  private static final int WAIT_SECONDS = 20;

  @Parameters(
      arity = "0..1",
      paramLabel = "FUNCTION",
      description = "A name or a part of one; \"access\" is the API's access log.")
  @Nullable String function;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many entries to begin with (default: ${DEFAULT-VALUE}).")
  int last;

  @Option(names = "--json", description = "One JSON object an entry, with its time.")
  boolean json;

  LogsCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (last < 0) {
      throw new Failure("--last is at least 0", ExitCode.USAGE);
    }
    if (follow && function == null) {
      throw new Failure("-f goes with one FUNCTION; ./sluice logs lists them", ExitCode.USAGE);
    }
    try (LocalAdmin admin = LocalAdmin.connect(context)) {
      if (function == null) {
        admin.get("logs").path("functions").forEach(this::list);
        return ExitCode.DONE;
      }
      String page = "logs/" + URLEncoder.encode(function, StandardCharsets.UTF_8);
      Optional<Long> seen = print(admin.get(page + "?last=" + Math.max(1, last)), last > 0);
      while (follow) {
        String since = "?after=" + seen.orElse(0L) + "&wait=" + WAIT_SECONDS;
        Optional<Long> newest = print(admin.get(page + since), true);
        seen = newest.isPresent() ? newest : seen;
      }
      return ExitCode.DONE;
    }
  }

  private void list(JsonNode one) {
    say(json ? Json.write(one) : Json.text(one, "function"));
  }

  /// The sequence of the newest entry, if there is one.
  private Optional<Long> print(JsonNode answer, boolean shown) {
    Optional<Long> newest = Optional.empty();
    for (JsonNode event : answer.path("events")) {
      newest = Optional.of(event.path("sequence").asLong(0));
      if (shown) {
        print(event);
      }
    }
    return newest;
  }

  private void print(JsonNode event) {
    if (json) {
      context.out().println(Json.write(event));
      return;
    }
    String indented = Json.text(event, "message").replace("\t", "  ");
    (Json.text(event, "time") + "  " + indented).lines().forEach(this::say);
  }
}
