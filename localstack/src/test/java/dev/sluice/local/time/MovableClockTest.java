package dev.sluice.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  @Test
  void what_is_due_is_done_when_it_was_moved() {
    List<String> done = new ArrayList<>();
    try (Timetable timetable = new Timetable(clock)) {
      clock.onMove(timetable::timeMoved);
      timetable.at(START.plusSeconds(60), () -> done.add("minute"));
      timetable.at(START.plusSeconds(30), () -> done.add("half a minute"));

      clock.advance(Duration.ofSeconds(30));
      assertThat(done).containsExactly("half a minute");
      clock.advance(Duration.ofSeconds(30));
      assertThat(done).containsExactly("half a minute", "minute");
      assertThat(timetable.waiting()).isZero();
    }
  }

  @Test
  void what_becomes_due_is_done_without_a_move() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    MovableClock running = new MovableClock(InstantSource.system());
    try (Timetable timetable = new Timetable(running)) {
      timetable.at(running.instant().plusMillis(20), done::countDown);

      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
