package dev.sluice.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "../../etc/passwd, passwd",
    "/absolute/a.txt, a.txt",
    "'C:\\Users\\me\\a b.txt', a b.txt",
    "'mixed/of\\both.txt', both.txt",
    "..hidden, ..hidden",
    "Ünï côdé 📄.png, Ünï côdé 📄.png"
  })
  void is_the_last_segment_of_what_was_sent(String sent, String kept) {
    assertThat(FileName.of(sent).value()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "a/",
        "a/..",
        "a\\.",
        "a\u0000b",
        "a\nb",
        "a\u007f",
        "a\u0085",
        "a\u2028b",
        "a\u2029b",
        "gpj.\u202Eexe",
        "gpj.\u2066exe"
      })
  void that_is_none_or_lies_to_the_eye_is_refused(String sent) {
    assertRefused(sent);
  }

  @Test
  void has_at_most_1024_bytes_of_UTF_8() {
    assertThat(FileName.of("a".repeat(1024)).value()).hasSize(1024);
    assertThat(FileName.of("📷".repeat(256)).value()).hasSize(512);

    assertRefused("a".repeat(1025));
    assertRefused("📷".repeat(256) + "a");
  }

  @Test
  void with_half_a_character_is_refused() {
    assertRefused("a\uD83D.png");
    assertRefused("\uDCF7.png");
  }

  /// Families of emoji are joined by a format character, and so are some scripts.
  @Test
  void may_have_format_characters_that_turn_nothing_around() {
    assertThat(FileName.of("👩\u200D👧.png").value()).isEqualTo("👩\u200D👧.png");
  }

  private static void assertRefused(String sent) {
    assertThatThrownBy(() -> FileName.of(sent))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.refusal())
                    .isInstanceOfSatisfying(
                        Refusal.BadField.class,
                        bad -> assertThat(bad.field()).isEqualTo("fileName")));
  }
}
