package dev.sluice.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.media.MediaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliesTest {
  private static final MediaType JPEG = MediaType.parse("image/jpeg");
  private static final MediaType ZIP = MediaType.parse("application/zip");

  @Test
  void names_are_canonical_however_they_are_written() {
    Families families = Families.parse(List.of("alike: image/jpg application/zip", "# x", ""));

    assertThat(families.alike(JPEG)).containsExactlyInAnyOrder(JPEG, ZIP);
    assertThat(families.alike(ZIP)).containsExactlyInAnyOrder(JPEG, ZIP);
  }

  @Test
  void what_is_in_no_family_is_alike_to_itself_alone() {
    assertThat(Families.parse(List.of()).alike(JPEG)).containsExactly(JPEG);
  }

  @Test
  void lines_of_one_word_add_up() {
    Families families =
        Families.parse(List.of("programs: application/zip", "programs: image/jpg", "text: a/b"));

    assertThat(families.isProgram(ZIP)).isTrue();
    assertThat(families.isProgram(JPEG)).isTrue();
    assertThat(families.isText(JPEG)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alik: a/b;line 1: \"alik\" is no word of this table",
        "alike a/b;line 1: \"\" is no word of this table",
        "text: a;line 1: \"a\" is not a media type",
        "alike:;line 1: \"\" is not a media type",
      })
  void a_line_that_says_nothing_is_refused_by_its_number(String line, String message) {
    assertThatThrownBy(() -> Families.parse(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("families.txt, " + message);
  }

  @Test
  void a_type_that_stands_in_two_families_is_refused_an_alias_too() {
    assertThatThrownBy(
            () -> Families.parse(List.of("alike: image/jpeg a/b", "alike: image/jpg c/d")))
        .hasMessageContaining("line 2: image/jpeg is in two families");
  }
}
