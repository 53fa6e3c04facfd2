package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactTest {
  @ParameterizedTest
  @CsvSource({
    "5, 7, 35",
    "1, 9223372036854775807, 9223372036854775807",
    "4294967296, 4294967296, 9223372036854775807",
    "255, 0, 0",
  })
  void pixels_are_counted_without_overflow_or_failure(long width, long height, long pixels) {
    assertThat(new Fact.Dimensions(width, height).pixels()).isEqualTo(pixels);
  }
}
