package dev.sluice.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.logs.Metrics.Series;
import dev.sluice.local.logs.Metrics.Statistics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void valuesAreSummedUpForEverySetOfDimensions() {
    metrics.accept(line("digest", "3"));
    metrics.accept(line("digest", "[5, 1]"));
    metrics.accept(line("image", "2"));

    assertThat(metrics.statistics())
        .containsOnly(
            Map.entry(series(Map.of()), new Statistics(4, 11, 1, 5)),
            Map.entry(series(Map.of("Processor", "digest")), new Statistics(3, 9, 1, 5)),
            Map.entry(series(Map.of("Processor", "image")), new Statistics(1, 2, 2, 2)));
  }

  @Test
  void aMetricWithoutDimensionsIsOneSeriesAndTextAroundTheJsonIsPassedOver() {
    metrics.accept(
        "INFO {\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"N\","
            + "\"Metrics\":[{\"Name\":\"Seen\"}]}]},\"Seen\":1}");

    assertThat(metrics.statistics())
        .containsOnly(
            Map.entry(new Series("N", Map.of(), "Seen", "None"), new Statistics(1, 1, 1, 1)));
  }

  @Test
  void whatIsNotOfTheFormatIsNoMetric() {
    metrics.accept("plain");
    metrics.accept("{\"_aws\": broken");
    metrics.accept("{\"_aws\":{\"CloudWatchMetrics\":7}}");
    metrics.accept(line("digest", "\"text\""));

    assertThat(metrics.statistics()).isEmpty();
  }

  private static Series series(Map<String, String> dimensions) {
    return new Series("Shop", dimensions, "Files", "Count");
  }

  private static String line(String processor, String value) {
    return """
        {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[[],["Processor"]],
         "Metrics":[{"Name":"Files","Unit":"Count"}]}]},"Processor":"%s","Files":%s}"""
        .formatted(processor, value);
  }
}
