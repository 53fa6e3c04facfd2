package dev.sluice.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "status",
    header = "Shows one upload: its state, what was found, and its tasks.",
    footer = {"", "Example: ./sluice status 0J8… --json"})
final class StatusCommand extends SluiceCommand {
  @Parameters(paramLabel = "ID", description = "The upload.")
  String id = "";

  @Option(names = "--json", description = "One JSON object, as the API has it.")
  boolean json;

  StatusCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Upload upload = ApiClient.connect(context).get(checkedId(id));
    if (json) {
      context.out().println(Json.write(upload.json()));
      return ExitCode.DONE;
    }
    line("state", upload.state() + upload.reason().map(reason -> " (" + reason + ")").orElse(""));
    line("file", upload.fileName());
    line("size", Sizes.bytes(upload.size()) + " (" + upload.size() + " bytes)");
    line("type", upload.mediaType().orElse(upload.type() + " (as announced)"));
    line("collection", Json.text(upload.json(), "collection"));
    line("created", upload.createdAt());
    for (JsonNode task : upload.json().path("tasks")) {
      line(Json.text(task, "processor"), Json.text(task, "state") + " " + outcome(task));
    }
    return ExitCode.DONE;
  }

  private static String outcome(JsonNode task) {
    if (task.has("result")) {
      return Json.write(task.path("result"));
    }
    return task.has("error") ? Json.write(task.path("error")) : "";
  }

  private void line(String name, String value) {
    say(String.format(Locale.ROOT, "%-10s  %s", name, value).stripTrailing());
  }
}
