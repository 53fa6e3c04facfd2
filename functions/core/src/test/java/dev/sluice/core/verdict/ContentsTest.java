package dev.sluice.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.detect.Fact;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Hazard;
import dev.sluice.core.media.MediaType;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {
  private static final String ZIP = "application/zip";
  private static final String PNG = "image/png";
  private static final ArchiveLimits SMALL = new ArchiveLimits(10, 5, 1_000_000, false, false);

  @ParameterizedTest
  @CsvSource({
    "EXECUTABLE, executable",
    "MACROS, macros",
    "SCRIPT, script",
    "ENCRYPTED, encrypted",
    "ESCAPING_ENTRY, escaping-entry",
    "POLYGLOT, polyglot",
    "DAMAGED, damaged",
  })
  void a_hazard_is_taken_only_where_it_is_permitted(Hazard hazard, String code) {
    Finding finding = Found.of(ZIP, Found.danger(hazard));
    Hazard other = hazard == Hazard.MACROS ? Hazard.DAMAGED : Hazard.MACROS;

    assertThat(code(finding, Rules.allowing("*/*"))).isEqualTo(code);
    assertThat(code(finding, Rules.permitting("*/*", other))).isEqualTo(code);
    assertThat(code(finding, Rules.permitting("*/*", hazard))).isEqualTo("ready");
    assertThat(detail(finding, Rules.allowing("*/*"))).contains("in " + hazard.word());
  }

  @ParameterizedTest
  @EnumSource(Hazard.class)
  void one_permitted_hazard_does_not_hide_another(Hazard hazard) {
    Hazard other = hazard == Hazard.MACROS ? Hazard.DAMAGED : Hazard.MACROS;
    Finding finding = Found.of(ZIP, Found.danger(other), Found.danger(hazard));

    assertThat(code(finding, Rules.permitting("*/*", other))).isNotEqualTo("ready");
    assertThat(code(finding, Rules.permitting("*/*", other, hazard))).isEqualTo("ready");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.microsoft.portable-executable",
        "application/x-elf",
        "application/x-mach-binary",
        "application/java-archive",
        "text/x-script",
      })
  void a_program_is_taken_where_its_very_type_is_allowed_or_executables_are(String program) {
    for (Finding finding :
        new Finding[] {
          Found.of(program), Found.of(program, Found.danger(Hazard.EXECUTABLE)),
        }) {
      assertThat(code(finding, Rules.allowing("*/*"))).isEqualTo("executable");
      assertThat(code(finding, Rules.allowing("application/* text/*"))).isEqualTo("executable");
      assertThat(code(finding, Rules.permitting("*/*", Hazard.EXECUTABLE))).isEqualTo("ready");
      assertThat(code(finding, Rules.allowing(program))).isEqualTo("ready");
    }
  }

  @Test
  void a_program_is_named_by_an_alias_as_well() {
    assertThat(
            code(
                Found.of("application/vnd.microsoft.portable-executable"),
                Rules.allowing("application/x-msdownload")))
        .isEqualTo("ready");
  }

  @Test
  void a_jar_is_not_named_by_the_zip_that_it_is() {
    assertThat(code(Found.of("application/java-archive"), Rules.allowing(ZIP)))
        .isEqualTo("executable");
  }

  @Test
  void naming_an_archive_does_not_permit_the_program_in_it() {
    assertThat(code(Found.of(ZIP, Found.danger(Hazard.EXECUTABLE)), Rules.allowing(ZIP)))
        .isEqualTo("executable");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, polyglot",
    "image/*, polyglot",
    "image/png application/pdf, polyglot",
    "image/png application/zip, ready",
    "image/png application/*, ready",
    "*/*, polyglot",
    "*/* application/zip, ready",
  })
  void a_file_of_two_kinds_is_taken_where_both_are_allowed(String allowed, String expected) {
    assertThat(code(Found.polyglot(PNG, ZIP), Rules.allowing(allowed))).isEqualTo(expected);
    assertThat(
            code(Found.polyglot(PNG, ZIP, Found.danger(Hazard.POLYGLOT)), Rules.allowing(allowed)))
        .isEqualTo(expected);
  }

  @Test
  void a_picture_that_is_a_program_needs_more_than_to_be_of_two_kinds() {
    Finding finding = Found.polyglot(PNG, "application/x-httpd-php");

    assertThat(code(finding, Rules.permitting("*/*", Hazard.POLYGLOT))).isEqualTo("executable");
    assertThat(code(finding, Rules.allowing("image/png application/*"))).isEqualTo("executable");
    assertThat(code(finding, Rules.permitting("*/*", Hazard.EXECUTABLE))).isEqualTo("polyglot");
    assertThat(code(finding, Rules.permitting("*/*", Hazard.POLYGLOT, Hazard.EXECUTABLE)))
        .isEqualTo("ready");
    assertThat(code(finding, Rules.allowing("image/png application/x-httpd-php")))
        .isEqualTo("ready");
  }

  @Test
  void a_file_of_two_kinds_is_named_as_both_with_what_shows_it() {
    assertThat(detail(Found.polyglot(PNG, ZIP), Rules.allowing(PNG)))
        .contains(PNG, ZIP, "offset 0: 504b0304", "offset 61: a central directory");
    assertThat(code(Found.polyglot(PNG, ZIP), Rules.permitting(PNG, Hazard.POLYGLOT)))
        .isEqualTo("ready");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, ready",
    "101, 100, too-many-pixels",
    "10001, 1, too-many-pixels",
    "4000000000, 4000000000, too-many-pixels",
    "9223372036854775807, 9223372036854775807, too-many-pixels",
  })
  void a_picture_has_the_pixels_that_are_allowed(long width, long height, String expected) {
    CollectionRules rules =
        Rules.with("*/*", new ContentRules(10_000, ArchiveLimits.DEFAULT, Set.of()));

    assertThat(code(Found.of(PNG, new Fact.Dimensions(width, height)), rules)).isEqualTo(expected);
  }

  @Test
  void the_largest_picture_of_several_counts() {
    Finding icon = Found.of(PNG, new Fact.Dimensions(16, 16), new Fact.Dimensions(20_000, 20_000));

    assertThat(detail(icon, Rules.allowing("*/*")))
        .contains("20,000 × 20,000, 400,000,000 pixels; expected at most 100,000,000");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 100000, 500000, 0, ready",
    "11, 100000, 500000, 0, too-many-entries",
    "10, 100000, 500001, 0, expands-too-much",
    "10, 100001, 500005, 0, ready",
    "10, 100001, 500006, 0, expands-too-much",
    "10, 0, 0, 0, ready",
    "10, 0, 65536, 0, ready",
    "10, 0, 65537, 0, expands-too-much",
    "10, 1000000, 1000000, 0, ready",
    "10, 1000000, 1000001, 0, expands-too-much",
    "10, 9223372036854775807, 1000000, 0, ready",
    "10, 1, 9223372036854775807, 0, expands-too-much",
    "10, 100000, 100000, 1, nested-archive",
  })
  void an_archive_has_the_size_that_is_allowed(
      long entries, long packed, long unpacked, long nested, String expected) {
    Finding finding = Found.of(ZIP, new Fact.Entries(entries, packed, unpacked, nested, true));

    assertThat(code(finding, Rules.with("*/*", SMALL))).isEqualTo(expected);
  }

  @Test
  void archives_in_an_archive_are_taken_where_they_are_allowed() {
    Finding finding = Found.of(ZIP, new Fact.Entries(3, 10, 10, 2, true));

    assertThat(code(finding, Rules.with("*/*", new ArchiveLimits(10, 5, 1_000, true, false))))
        .isEqualTo("ready");
  }

  @Test
  void limits_are_named_with_what_is_over_them() {
    assertThat(detail(Found.of(ZIP, new Fact.Entries(12_345, 1, 1, 0, true)), SMALL))
        .contains("12,345 entries; expected at most 10");
    assertThat(detail(Found.of(ZIP, new Fact.Entries(1, 1_000_000, 5_000_000, 0, true)), SMALL))
        .contains("5,000,000 bytes; expected at most 1,000,000");
    assertThat(detail(Found.of(ZIP, new Fact.Entries(1, 100_000, 999_000, 0, true)), SMALL))
        .contains("100,000 bytes become 999,000; expected at most 5 for each");
  }

  @Test
  void an_archive_that_was_not_seen_whole_leaves_it_undetermined() {
    Finding finding = Found.of(ZIP, new Fact.Entries(5, 10, 10, 0, false));

    assertThat(judge(finding, Rules.allowing("*/*")))
        .isInstanceOfSatisfying(
            Verdict.Undetermined.class,
            it -> assertThat(it.reason().code()).isEqualTo(Reason.Code.UNDETERMINED));
    assertThat(code(finding, Rules.with("*/*", new ArchiveLimits(10, 5, 1_000, false, true))))
        .isEqualTo("ready");
  }

  @Test
  void what_was_seen_of_an_archive_counts_before_what_was_not() {
    Fact entries = new Fact.Entries(5, 10, 10, 0, false);

    assertThat(
            code(
                Found.of(ZIP, entries, Found.danger(Hazard.ESCAPING_ENTRY)), Rules.allowing("*/*")))
        .isEqualTo("escaping-entry");
  }

  @Test
  void a_strangers_name_is_shown_on_one_line_of_bounded_length() {
    String name = "..\u202Egnp.\n\u001B[31m" + "x".repeat(5_000);
    Finding finding = Found.of(ZIP, new Fact.Danger(Hazard.ESCAPING_ENTRY, name));

    assertThat(detail(finding, Rules.allowing("*/*")))
        .hasSizeLessThanOrEqualTo(Reason.LONGEST_DETAIL + 1)
        .contains("..\uFFFDgnp.\uFFFD\uFFFD[31mxxx");
  }

  @Test
  void a_detail_stays_as_it_is_when_it_is_read_back() {
    Reason reason = new Reason(Reason.Code.DAMAGED, "\n" + "é📄".repeat(1_000));

    assertThat(new Reason(reason.code(), reason.detail())).isEqualTo(reason);
  }

  private static Verdict judge(Finding finding, CollectionRules rules) {
    return Verdicts.judge(MediaType.OCTET_STREAM, "a", rules, finding);
  }

  private static String detail(Finding finding, ArchiveLimits limits) {
    return detail(finding, Rules.with("*/*", limits));
  }

  private static String detail(Finding finding, CollectionRules rules) {
    return reason(finding, rules).map(Reason::detail).orElse("");
  }

  private static String code(Finding finding, CollectionRules rules) {
    return reason(finding, rules).map(it -> it.code().slug()).orElse("ready");
  }

  private static Optional<Reason> reason(Finding finding, CollectionRules rules) {
    return switch (judge(finding, rules)) {
      case Verdict.Ready _ -> Optional.empty();
      case Verdict.Rejected rejected -> Optional.of(rejected.reason());
      case Verdict.Undetermined undetermined -> Optional.of(undetermined.reason());
    };
  }
}
