package dev.sluice.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovableClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(() -> START);

  @Test
  void it_is_ahead_by_what_it_was_moved_and_tells_who_listens() {
    List<Instant> heard = new ArrayList<>();
    clock.onMove(() -> heard.add(clock.instant()));
    assertThat(clock.instant()).isEqualTo(START);

    clock.advance(Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(1));

    assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(61));
    assertThat(heard)
        .containsExactly(START.plus(Duration.ofHours(1)), START.plus(Duration.ofMinutes(61)));
  }

  @Test
  void it_does_not_go_backwards() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .hasMessageContaining("can't go backwards");
  }

  @Test
  void sweeps_run_when_they_are_asked_to_and_not_after_their_end() {
    List<String> done = new ArrayList<>();
    try (Sweeps sweeps = new Sweeps()) {
      sweeps.add(() -> done.add("one"));
      sweeps.add(() -> done.add("other"));
      sweeps.start();
      clock.onMove(sweeps::run);
      clock.advance(Duration.ofDays(1));
    }

    clock.advance(Duration.ofDays(1));

    assertThat(done).containsExactly("one", "other");
  }
}
