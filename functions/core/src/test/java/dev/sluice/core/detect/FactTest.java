package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactTest {
  @Test
  void pixels_are_counted_up_to_the_largest_number_and_none_where_a_side_is_open() {
    assertThat(new Fact.Dimensions(640, 480).pixels()).isEqualTo(307_200);
    assertThat(new Fact.Dimensions(1L << 32, 1L << 31).pixels()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Fact.Dimensions(640, 0).pixels()).isZero();
  }
}
