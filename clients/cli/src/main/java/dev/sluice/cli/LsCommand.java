package dev.sluice.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ls",
    header = "Lists uploads, newest first.",
    footer = {"", "Example: ./sluice ls --limit 5"})
final class LsCommand extends SluiceCommand {
  /// What the API lists on one page at most.
  private static final int PAGE = 100;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(names = "--json", description = "One JSON object an upload, as the API has it.")
  boolean json;

  LsCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new Failure("--limit is at least 1", ExitCode.USAGE);
    }
    ApiClient api = ApiClient.connect(context);
    Optional<String> cursor = Optional.empty();
    int left = limit;
    do {
      ApiClient.Page page = api.list(Math.min(left, PAGE), cursor);
      page.uploads().stream().limit(left).forEach(this::print);
      left -= page.uploads().size();
      cursor = page.cursor();
    } while (left > 0 && cursor.isPresent());
    return ExitCode.DONE;
  }

  private void print(Upload upload) {
    say(
        json
            ? Json.write(upload.json())
            : String.format(
                Locale.ROOT,
                "%s  %-8s  %10s  %-24s  %s  %s",
                upload.id(),
                upload.state(),
                Sizes.bytes(upload.size()),
                upload.bestType(),
                upload.createdAt(),
                upload.fileName()));
  }
}
