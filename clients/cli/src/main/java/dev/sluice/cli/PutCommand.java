package dev.sluice.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "put",
    header = "Uploads files, and waits for the verdict on each.",
    description = {
      "Large files go in parts, several at a time, straight from disk to S3.",
      "Status 0 when all are READY, 3 when any was REJECTED, 1 on any other failure."
    },
    footer = {"", "Example: ./sluice put holiday/*.jpg --collection default"})
final class PutCommand extends SluiceCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to upload.")
  List<Path> files = List.of();

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "One of sluice.yaml's collections (default: ${DEFAULT-VALUE}).")
  String collection = "";

  @Option(
      names = "--json",
      description = "One JSON object a file; one that failed has an \"error\".")
  boolean json;

  PutCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Uploader uploader = new Uploader(ApiClient.connect(context), context);
    boolean failed = false;
    boolean rejected = false;
    for (Path file : files) {
      long began = System.nanoTime();
      try {
        Upload upload = uploader.upload(context.directory().resolve(file), collection);
        double seconds = (System.nanoTime() - began) / 1e9;
        say(json ? asJson(file, upload, seconds) : asLine(file, upload, seconds));
        rejected |= upload.state() == Upload.State.REJECTED;
        failed |= upload.state() == Upload.State.DELETED;
      } catch (Failure e) {
        complain(file.toString(), e);
        if (json) {
          say(Json.write(Json.object().put("file", file.toString()).put("error", e.getMessage())));
        }
        failed = true;
      }
    }
    if (failed) {
      return ExitCode.FAILED;
    }
    return rejected ? ExitCode.REJECTED : ExitCode.DONE;
  }

  private static String asLine(Path file, Upload upload, double seconds) {
    return String.join(
        "  ",
        upload.id(),
        Sizes.bytes(upload.size()),
        upload.bestType(),
        upload.state() + upload.reason().map(reason -> " (" + reason + ")").orElse(""),
        Sizes.seconds(seconds),
        file.toString());
  }

  private static String asJson(Path file, Upload upload, double seconds) {
    ObjectNode line =
        Json.object()
            .put("file", file.toString())
            .put("id", upload.id())
            .put("state", upload.state().name());
    upload.mediaType().ifPresent(type -> line.put("mediaType", type));
    line.put("bytes", upload.size()).put("seconds", Sizes.rounded(seconds));
    if (upload.reason().isPresent()) {
      line.set("reason", upload.json().path("reason"));
    }
    return Json.write(line);
  }
}
