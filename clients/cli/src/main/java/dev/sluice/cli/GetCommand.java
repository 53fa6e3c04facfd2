package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "get",
    header = "Downloads an upload's bytes.",
    description = "The file appears when it is complete; a transfer that breaks leaves nothing.",
    footer = {"", "Example: ./sluice get 0J8… -o report.pdf"})
final class GetCommand extends SluiceCommand {
  private static final String STDOUT = "-";

  @Parameters(paramLabel = "ID", description = "The upload.")
  String id = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = {
        "Where to, replacing what is there; - is stdout.",
        "By default the file's stored name, here, replacing nothing."
      })
  Optional<String> output = Optional.empty();

  @Option(names = "--json", description = "A JSON object about the file written.")
  boolean json;

  GetCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException {
    boolean toStdout = output.equals(Optional.of(STDOUT));
    if (json && toStdout) {
      throw new Failure("--json and -o - both want stdout", ExitCode.USAGE);
    }
    if (output.filter(String::isEmpty).isPresent()) {
      throw new Failure("-o names no file", ExitCode.USAGE);
    }
    String id = checkedId(this.id);
    long began = System.nanoTime();
    ApiClient api = ApiClient.connect(context);
    Downloader downloader = new Downloader(api.http(), context.backoff());
    if (toStdout) {
      downloader.toStream(() -> api.content(id), context.out());
      return ExitCode.DONE;
    }
    Upload upload = api.get(id);
    boolean replace = output.isPresent();
    Path target = context.directory().resolve(output.orElseGet(() -> storedName(upload)));
    check(target, replace);
    long bytes = downloader.toFile(() -> api.content(id), target, replace);
    report(upload, target, bytes, (System.nanoTime() - began) / 1e9);
    return ExitCode.DONE;
  }

  /// Says what is wrong with the target before any byte is fetched for it.
  private static void check(Path target, boolean replace) {
    if (Files.isDirectory(target)) {
      throw new Failure(target + " is a directory; name a file");
    }
    if (!replace && Files.exists(target)) {
      throw new Failure(target + " is there already; -o FILE replaces it or names another");
    }
    Path parent = target.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new Failure("there is no directory " + parent);
    }
  }

  private void report(Upload upload, Path target, long bytes, double seconds) {
    Path shown =
        target.startsWith(context.directory()) ? context.directory().relativize(target) : target;
    if (!json) {
      say(String.join("  ", shown.toString(), Sizes.bytes(bytes), Sizes.seconds(seconds)));
      return;
    }
    ObjectNode line = Json.object().put("file", shown.toString()).put("id", upload.id());
    upload.mediaType().ifPresent(type -> line.put("mediaType", type));
    line.put("bytes", bytes).put("seconds", Sizes.rounded(seconds));
    context.out().println(Json.write(line));
  }

  /// The server keeps the last segment of a name only; what it says is not trusted with our disk
  /// all the same. A name with a dot in front would be hidden, or some program's settings.
  private static String storedName(Upload upload) {
    String name = upload.fileName();
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    if (last.isBlank() || last.startsWith(".") || last.chars().anyMatch(Character::isISOControl)) {
      throw new Failure(
          "the stored name \""
              + last.replaceAll("\\p{Cntrl}", "?")
              + "\" does not suit; add -o FILE");
    }
    return last;
  }
}
