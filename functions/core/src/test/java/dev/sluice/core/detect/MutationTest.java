package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The same mutations in every run; [HostileBytesProperties] finds others.
class MutationTest {
  private static final int PER_SAMPLE = 400;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void no_mutation_of_a_sample_makes_a_judgement_fail_or_exceed_its_budget() {
    assertThat(undetermined(EverySample.all(), PER_SAMPLE)).as("some can't be named").isPositive();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void no_mutation_of_a_real_file_does() {
    Map<String, byte[]> files =
        Corpus.samples().stream()
            .collect(Collectors.toMap(Corpus.Sample::name, it -> it.content().copy()));

    assertThat(undetermined(files, 30)).as("some can't be named").isPositive();
  }

  /// How many mutations nothing could be made of.
  private static int undetermined(Map<String, byte[]> samples, int perSample) {
    Ordeal ordeal = new Ordeal(samples);
    Random random = new Random(20_260_101);
    List<byte[]> all = new ArrayList<>();
    samples.keySet().stream().sorted().map(samples::get).forEach(all::add);
    int undetermined = 0;
    for (byte[] sample : all) {
      for (int i = 0; i < perSample; i++) {
        if (!ordeal.undergo(Mutations.mutate(sample, all, random)).determined()) {
          undetermined++;
        }
      }
    }
    return undetermined;
  }
}
