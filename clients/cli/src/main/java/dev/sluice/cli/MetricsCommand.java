package dev.sluice.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "metrics",
    header = "Shows the metrics that functions of the local cloud wrote since it was started.",
    description =
        "Metrics are lines of a function's log in CloudWatch's embedded metric format, summed up by"
            + " namespace, dimensions and name.",
    footer = {"", "Example: ./sluice metrics --json"})
final class MetricsCommand extends SluiceCommand {
  @Option(names = "--json", description = "One JSON object a series.")
  boolean json;

  MetricsCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (LocalAdmin admin = LocalAdmin.connect(context)) {
      JsonNode metrics = admin.get("metrics").path("metrics");
      metrics.forEach(this::print);
      if (metrics.isEmpty()) {
        context.err().println("sluice: no function has written a metric since the start");
      }
    }
    return ExitCode.DONE;
  }

  private void print(JsonNode series) {
    say(
        json
            ? Json.write(series)
            : String.format(
                Locale.ROOT,
                "%-40s  count %d  sum %s  average %s  minimum %s  maximum %s  %s",
                name(series),
                series.path("count").asLong(0),
                number(series, "sum"),
                number(series, "average"),
                number(series, "minimum"),
                number(series, "maximum"),
                Json.text(series, "unit")));
  }

  private static String name(JsonNode series) {
    String dimensions =
        series.path("dimensions").properties().stream()
            .map(MetricsCommand::dimension)
            .collect(Collectors.joining(", "));
    return Json.text(series, "namespace")
        + "/"
        + Json.text(series, "metric")
        + (dimensions.isEmpty() ? "" : " {" + dimensions + "}");
  }

  private static String dimension(Map.Entry<String, JsonNode> dimension) {
    return dimension.getKey() + "=" + dimension.getValue().asString("");
  }

  /// As it was written, but whole numbers without a fraction, and others with three digits of one.
  private static String number(JsonNode series, String name) {
    double value = series.path(name).asDouble(0);
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
