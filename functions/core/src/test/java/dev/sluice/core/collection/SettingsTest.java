package dev.sluice.core.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final ProcessorName DIGEST = new ProcessorName("digest");
  private static final ProcessorName IMAGE = new ProcessorName("image");
  private static final CollectionName PHOTOS = new CollectionName("photos");

  private static final CollectionRules RULES =
      new CollectionRules(
          PHOTOS,
          List.of(MediaTypePattern.parse("image/*")),
          1_000,
          List.of(IMAGE, DIGEST),
          OnReject.DELETE);

  private static final Settings SETTINGS =
      new Settings(
          Map.of(PHOTOS, RULES),
          Map.of(DIGEST, processor(DIGEST, "*/*"), IMAGE, processor(IMAGE, "image/png")));

  @Test
  void aFileGoesThroughTheProcessorsThatWantItsType() {
    assertThat(SETTINGS.processorsFor(RULES, MediaType.parse("image/png")))
        .containsExactly(IMAGE, DIGEST);
    assertThat(SETTINGS.processorsFor(RULES, MediaType.parse("image/gif"))).containsExactly(DIGEST);
  }

  @Test
  void aCollectionIsFoundByItsName() {
    assertThat(SETTINGS.collection(PHOTOS)).contains(RULES);
    assertThat(SETTINGS.collection(new CollectionName("films"))).isEmpty();
  }

  @Test
  void aCollectionCannotNameAProcessorThatIsNotThere() {
    assertThatThrownBy(() -> new Settings(Map.of(PHOTOS, RULES), Map.of()))
        .hasMessage("collection photos names the processor image, which is not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a_b", "-a", "über", "a b"})
  void aBadNameIsRefused(String name) {
    assertThatThrownBy(() -> new CollectionName(name))
        .hasMessageContaining("write e.g. team-photos");
    assertThatThrownBy(() -> new ProcessorName(name)).hasMessageContaining("write e.g. digest");
  }

  @Test
  void namesHaveALongestLength() {
    assertThat(new CollectionName("a".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new CollectionName("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ProcessorName("a".repeat(31)).value()).hasSize(31);
    assertThatThrownBy(() -> new ProcessorName("a".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ProcessorRules processor(ProcessorName name, String types) {
    return new ProcessorRules(
        name,
        List.of(MediaTypePattern.parse(types)),
        5,
        4,
        Duration.ofMinutes(1),
        Limits.MINIMUM_MEMORY);
  }
}
