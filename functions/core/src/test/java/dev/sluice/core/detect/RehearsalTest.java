package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void every_signature_is_judged_once() {
    assertThat(Rehearsal.run())
        .isEqualTo(Kinds.known().all().stream().mapToInt(kind -> kind.signatures().size()).sum())
        .isPositive();
  }
}
