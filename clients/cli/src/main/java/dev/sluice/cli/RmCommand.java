package dev.sluice.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    header = "Removes uploads, bytes and all.",
    footer = {"", "Example: ./sluice rm 0J8…"})
final class RmCommand extends SluiceCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "What to remove.")
  List<String> ids = List.of();

  @Option(names = "--json", description = "One JSON object an upload.")
  boolean json;

  RmCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    ids.forEach(SluiceCommand::checkedId);
    ApiClient api = ApiClient.connect(context);
    int status = ExitCode.DONE;
    for (String id : ids) {
      try {
        api.delete(id);
        if (json) {
          context
              .out()
              .println(
                  Json.write(
                      Json.object().put("id", id).put("state", Upload.State.DELETED.name())));
        }
      } catch (Failure e) {
        complain(id, e);
        status = ExitCode.FAILED;
      }
    }
    return status;
  }
}
