package dev.sluice.local.logs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Metrics that functions write into their logs ("Specification: Embedded metric format",
/// CloudWatch user guide), summed up by namespace, dimensions and name since the cloud was started.
/// A line that is not of that format is none, as it is for CloudWatch.
public final class Metrics implements Consumer<String> {
  private static final String MARK = "\"_aws\"";

  /// Which series a value belongs to.
  ///
  /// @param dimensions name to value
  public record Series(String namespace, Map<String, String> dimensions, String name, String unit)
      implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      return key().compareTo(other.key());
    }

    private String key() {
      return String.join("\u0000", namespace, name, dimensions.toString(), unit);
    }
  }

  /// A series' values, as CloudWatch's statistics have them.
  public record Statistics(long count, double sum, double minimum, double maximum) {
    static final Statistics NONE =
        new Statistics(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Statistics with(double value) {
      return new Statistics(
          count + 1, sum + value, Math.min(minimum, value), Math.max(maximum, value));
    }

    public double average() {
      return count == 0 ? 0 : sum / count;
    }
  }

  private final Map<Series, Statistics> statistics = new TreeMap<>();

  /// Takes a log entry.
  @Override
  public void accept(String entry) {
    int start = entry.indexOf('{');
    if (start < 0 || !entry.contains(MARK)) {
      return;
    }
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(entry.substring(start));
    } catch (JacksonException noJson) {
      return;
    }
    for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
      add(root, directive);
    }
  }

  public synchronized Map<Series, Statistics> statistics() {
    return new LinkedHashMap<>(statistics);
  }

  private void add(JsonNode root, JsonNode directive) {
    String namespace = directive.path("Namespace").asString("");
    List<Map<String, String>> dimensionSets =
        directive.path("Dimensions").valueStream().map(set -> dimensions(root, set)).toList();
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asString("");
      String unit = metric.path("Unit").asString("None");
      for (Map<String, String> dimensions :
          dimensionSets.isEmpty() ? List.of(Map.<String, String>of()) : dimensionSets) {
        add(new Series(namespace, dimensions, name, unit), root.path(name));
      }
    }
  }

  private synchronized void add(Series series, JsonNode value) {
    if (value.isNumber()) {
      statistics.merge(
          series,
          Statistics.NONE.with(value.doubleValue()),
          (known, _) -> known.with(value.doubleValue()));
    } else {
      value.forEach(one -> add(series, one));
    }
  }

  private static Map<String, String> dimensions(JsonNode root, JsonNode names) {
    Map<String, String> dimensions = new TreeMap<>();
    names.forEach(
        name -> dimensions.put(name.asString(""), root.path(name.asString("")).asString("")));
    return dimensions;
  }
}
