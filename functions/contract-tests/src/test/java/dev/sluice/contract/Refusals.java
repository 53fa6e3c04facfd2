package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.Refused;
import java.util.function.Consumer;

/// What a test expects that an operation was refused for.
final class Refusals {
  private Refusals() {}

  static Consumer<Throwable> refused(Refusal refusal) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                Refused.class, it -> assertThat(it.refusal()).isEqualTo(refusal));
  }

  static Consumer<Throwable> refusal(Class<? extends Refusal> kind) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                Refused.class, it -> assertThat(it.refusal()).isInstanceOf(kind));
  }

  static Consumer<Throwable> refusedField(String field) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                Refused.class,
                it ->
                    assertThat(it.refusal())
                        .isInstanceOfSatisfying(
                            Refusal.BadField.class,
                            bad -> assertThat(bad.field()).isEqualTo(field)));
  }
}
