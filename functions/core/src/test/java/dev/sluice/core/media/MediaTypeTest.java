package dev.sluice.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "IMAGE/PNG, image/png",
    "text/plain; charset=utf-8, text/plain",
    "' application/vnd.api+json ;v=1', application/vnd.api+json",
    "1d-interleaved/x!#$&-^_.+9, 1d-interleaved/x!#$&-^_.+9",
  })
  void aMediaTypeIsReadInAnyCaseAndWithoutItsParameters(String written, String read) {
    assertThat(MediaType.parse(written)).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "image",
        "/",
        "image/",
        "/png",
        "image/*",
        "a b/c",
        "image/png/x",
        "-a/b",
        "ä/b"
      })
  void whatIsNoMediaTypeIsRefusedWithAnExample(String written) {
    assertThatThrownBy(() -> MediaType.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + written + "\" is not a media type; write e.g. image/png");
  }

  @Test
  void aNameOf127CharactersIsTheLongest() {
    assertThat(MediaType.parse("x/" + "a".repeat(127)).subtype()).hasSize(127);
    assertThatThrownBy(() -> MediaType.parse("x/" + "a".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMessageRepeatsNeitherControlCharactersNorEndlessText() {
    assertThatThrownBy(() -> MediaType.parse("a\nb" + "x".repeat(1_000)))
        .message()
        .doesNotContain("\n")
        .hasSizeLessThan(150);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png, true",
    "IMAGE/png, image/png, true",
    "image/png, image/jpeg, false",
    "image/*, image/jpeg, true",
    "image/*, video/mp4, false",
    "*/*, application/octet-stream, true",
  })
  void aPatternMeansOneTypeOrAFamilyOrAll(String pattern, String mediaType, boolean matches) {
    assertThat(MediaTypePattern.parse(pattern).matches(MediaType.parse(mediaType)))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "image", "*/png", "image/x-*", "image/png; q=1", "image/**"})
  void aMalformedPatternIsRefusedWithExamples(String written) {
    assertThatThrownBy(() -> MediaTypePattern.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is not a media type pattern; write e.g. image/png, image/* or */*"
                .formatted(written));
  }
}
