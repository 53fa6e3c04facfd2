package dev.sluice.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// The three ways of [PresignOnePart], in one JMH run.
final class PresignBench implements Bench {
  @Override
  public String name() {
    return "presign";
  }

  @Override
  public String summary() {
    return "signing one part: our signer, the AWS SDK's, and the hashing alone, in microseconds";
  }

  @Override
  public Figures run() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PresignOnePart.class.getName())
                    .shouldFailOnError(true)
                    .build())
            .run();
    LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
    for (String way : new String[] {"own", "sdk", "floor"}) {
      RunResult result =
          results.stream()
              .filter(one -> one.getPrimaryResult().getLabel().equals(way))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("JMH did not run " + way));
      figures.put(way.toLowerCase(Locale.ROOT) + "_us", result.getPrimaryResult().getScore());
    }
    return Figures.of(figures);
  }
}
