package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultLineTest {
  private final Locale usual = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @Test
  void figuresStandInTheirOrderWithFourDigits() {
    assertThat(
            new ResultLine("presign")
                .with("own_us", 0.71034)
                .with("sdk_us", 22.4321)
                .with("verdict_p99_ms", 632.04)
                .with("one", 1)
                .with("many", 123_456_789.4)
                .toString())
        .isEqualTo(
            "RESULT presign own_us=0.7103 sdk_us=22.43 verdict_p99_ms=632.0 one=1.000 many=123456789");
  }

  @Test
  void numbersLookTheSameInEveryCountry() {
    Locale.setDefault(Locale.GERMANY);

    assertThat(new ResultLine("memory").with("put_mib", 84.5).toString())
        .isEqualTo("RESULT memory put_mib=84.50");
  }

  @Test
  void whatIsNoFigureIsRefused() {
    ResultLine line = new ResultLine("presign").with("own_us", 1);

    assertThatThrownBy(() -> line.with("sdk_us", Double.NaN)).hasMessageContaining("not measured");
    assertThatThrownBy(() -> line.with("sdk_us", 1 / 0.0)).hasMessageContaining("not measured");
    assertThatThrownBy(() -> line.with("own_us", 2)).hasMessageContaining("there already");
    assertThatThrownBy(() -> line.with("two words", 2)).hasMessageContaining("result line");
    assertThatThrownBy(() -> line.with("a=b", 2)).hasMessageContaining("result line");
    assertThat(line.toString()).isEqualTo("RESULT presign own_us=1.000");
  }
}
