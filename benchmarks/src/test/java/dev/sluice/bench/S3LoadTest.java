package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LoadTest {
  @ParameterizedTest
  @ValueSource(strings = {"own", "s3proxy"})
  void aRoundOnAServerInAProcessOfItsOwnHasEveryFigure(String which) throws Exception {
    try (S3Process server = S3Process.start(which, List.of());
        S3Load load = new S3Load(server.port(), new S3Load.Amounts(2, 5 << 20, 5, 10))) {
      S3Load.Figures figures = load.round(0);

      assertThat(figures.uploadMbPerS()).isPositive();
      assertThat(figures.completeMs()).isPositive();
      assertThat(figures.rangeP50Ms()).isPositive();
      assertThat(figures.smallPutsPerS()).isPositive();
      assertThat(figures.listP50Ms()).isPositive();
    }
  }
}
