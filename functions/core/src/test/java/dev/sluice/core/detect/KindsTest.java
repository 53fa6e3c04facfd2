package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.media.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
  private final Kinds kinds = Kinds.known();

  @ParameterizedTest
  @CsvSource({
    "report.pdf, application/pdf",
    "a.b/IMG.JPG, image/jpeg",
    "x.tar.gz, application/gzip",
    "C:\\temp\\film.mp4, video/mp4",
  })
  void the_extension_of_the_last_segment_names_the_kind(String fileName, String mediaType) {
    assertThat(kinds.ofFileName(fileName).map(Kind::mediaType))
        .contains(MediaType.parse(mediaType));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "README", ".png", "a.pdf/b", "x.", "x.unheard-of"})
  void a_name_without_a_known_extension_names_no_kind(String fileName) {
    assertThat(kinds.ofFileName(fileName)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/epub+zip, application/zip, true",
    "application/epub+zip, application/x-zip, true",
    "application/zip, application/epub+zip, false",
    "image/jpg, image/jpeg, true",
    "image/jpeg, image/jpg, true",
    "application/unheard-of, application/unheard-of, true",
    "application/unheard-of, application/zip, false",
  })
  void a_kind_is_itself_by_all_its_names_and_all_that_it_is_built_on(
      String narrow, String wide, boolean is) {
    assertThat(kinds.isA(MediaType.parse(narrow), MediaType.parse(wide))).isEqualTo(is);
  }

  @Test
  void every_parent_is_a_kind_and_none_is_its_own_ancestor() {
    for (Kind kind : kinds.all()) {
      for (MediaType parent : kind.parents()) {
        assertThat(kinds.named(parent)).as("%s", kind).isPresent();
        assertThat(kinds.isA(parent, kind.mediaType())).as("%s", kind).isFalse();
      }
    }
  }

  /// If a file can have both signatures, the heavier one is tried first; equally heavy ones need a
  /// structure that tells them apart.
  @Test
  void signatures_of_different_kinds_do_not_contradict_each_other() {
    List<Kinds.Candidate> all =
        kinds.all().stream()
            .flatMap(kind -> kind.signatures().stream().map(it -> new Kinds.Candidate(kind, it)))
            .toList();
    List<String> contradictions = new ArrayList<>();
    for (Kinds.Candidate one : all) {
      for (Kinds.Candidate other : all) {
        if (!one.kind().equals(other.kind())
            && one.signature().overlaps(other.signature())
            && one.signature().weight() == other.signature().weight()
            && (one.kind().structure().isEmpty() && other.kind().structure().isEmpty())) {
          contradictions.add(one.kind().mediaType() + " and " + other.kind().mediaType());
        }
      }
    }

    assertThat(contradictions).isEmpty();
  }

  /// Two bytes are in one of 65,536 files by chance.
  @Test
  void a_short_signature_has_a_structure_behind_it() {
    for (Kind kind : kinds.all()) {
      for (Signature signature : kind.signatures()) {
        assertThat(signature.weight() >= 4 || kind.structure().isPresent())
            .as("%s has a signature of %d bytes", kind.mediaType(), signature.weight())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "image/x|x|||0:AB;line 1: a kind has 7 columns",
        "image/x||||0:ABCDEF01||W3C;line 1: a kind has an extension",
        "image/x|x|||0:ABCDEF01|unheard-of|W3C;line 1: there is no structure unheard-of",
        "image/x|x|||0:ABCDEF01||;line 1: a kind has a source",
        "image/x|x|||0:GH||W3C;line 1: \"0:GH\" is no run of bytes",
        "png|x|||0:ABCDEF01||W3C;line 1: \"png\" is not a media type",
      })
  void a_line_that_is_no_kind_is_refused_by_its_number(String line, String message) {
    assertThatThrownBy(() -> Kinds.parse(List.of(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kinds.txt, " + message);
  }

  @Test
  void a_name_that_two_kinds_have_is_refused() {
    assertThatThrownBy(
            () -> Kinds.parse(List.of("image/x|x|image/z||||W3C", "image/y|y|image/z||||W3C")))
        .hasMessageContaining("image/y is called image/z, and so is image/x");
  }
}
