package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.detect.Hazard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentReaderTest {

  @TempDir private Path folder;

  @Test
  void every_value_is_read() throws Exception {
    assertThat(
            content(
                """
                maxPixels: 25000000
                    archives:
                      maxEntries: 1000
                      maxRatio: 20
                      maxUnpacked: 1 GiB
                      nested: true
                      unseen: true
                    permit: [macros, escaping-entries]
                """))
        .isEqualTo(
            new ContentRules(
                25_000_000,
                new ArchiveLimits(1_000, 20, 1L << 30, true, true),
                Set.of(Hazard.MACROS, Hazard.ESCAPING_ENTRY)));
  }

  @Test
  void what_is_left_out_has_its_default() throws Exception {
    assertThat(content("onReject: keep\n")).isEqualTo(ContentRules.DEFAULT);
    assertThat(content("archives: {maxRatio: 7}\n").archives())
        .isEqualTo(new ArchiveLimits(10_000, 7, 10L << 30, false, false));
    assertThat(content("permit: []\n").permit()).isEmpty();
  }

  @Test
  void every_hazard_is_permitted_by_its_word_or_by_a_star() throws Exception {
    for (Hazard hazard : Hazard.values()) {
      assertThat(content("permit: [" + hazard.word() + "]\n").permit()).containsExactly(hazard);
    }
    assertThat(content("permit: [\"*\"]\n").permit()).containsExactlyInAnyOrder(Hazard.values());
  }

  @ParameterizedTest
  @CsvSource({
    "maxPixels: 1",
    "maxPixels: 1000000000000",
    "archives: {maxEntries: 1000000000}",
    "archives: {maxRatio: 1000000}",
    "archives: {maxUnpacked: 1024 TiB}",
    "archives: {maxUnpacked: 1 B}",
  })
  void the_ends_of_each_range_are_in_it(String line) throws Exception {
    assertThat(content(line + "\n")).isNotEqualTo(ContentRules.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "maxPixels: 0;.maxPixels: \"0\" is out of range; write a whole number of 1 to 1000000000000",
        "maxPixels: 1000000000001;.maxPixels: \"1000000000001\" is out of range",
        "maxPixels: 100 MP;.maxPixels: \"100 MP\" is not a whole number; write e.g. 1",
        "archives: true;.archives: is not a mapping; write e.g. archives: {maxEntries: 1000,",
        "archives: {entries: 1};.archives.entries: is not a known key; known here are maxEntries,"
            + " maxRatio, maxUnpacked, nested, unseen",
        "archives: {maxEntries: 0};.archives.maxEntries: \"0\" is out of range; write a whole",
        "archives: {maxRatio: 1.5};.archives.maxRatio: \"1.5\" is not a whole number",
        "archives: {maxRatio: 1000001};.archives.maxRatio: \"1000001\" is out of range",
        "archives: {maxUnpacked: 5};.archives.maxUnpacked: \"5\" is not a size; write e.g. 5 GiB",
        "archives: {maxUnpacked: 1025 TiB};.archives.maxUnpacked: \"1025 TiB\" is out of range;"
            + " write a size of 1 B to 1024 TiB",
        "archives: {nested: yes};.archives.nested: \"yes\" is not known; write true or false",
        "archives: {unseen: [true]};.archives.unseen: is not a single value; write true or false",
        "permit: macros;.permit: is not a list; write a list, e.g. [macros, encrypted] or [\"*\"]",
        "permit: [macro];.permit[0]: \"macro\" is not known; write one of executables, macros,"
            + " scripts, encrypted, escaping-entries, polyglots, damaged, or \"*\" for all",
        "permit: [macros, [scripts]];.permit[1]: is not a single value; write a hazard, e.g.",
      })
  void a_wrong_value_is_reported_with_its_line_and_what_to_write(String line, String problem) {
    assertThat(catchThrowableOfType(InvalidSettings.class, () -> content(line + "\n")).problems())
        .singleElement()
        .asString()
        .startsWith("sluice.yaml:5: collections.default" + problem);
  }

  @Test
  void a_star_without_quotes_is_answered_as_that() {
    assertThat(
            catchThrowableOfType(InvalidSettings.class, () -> content("permit: [*]\n")).problems())
        .singleElement()
        .asString()
        .startsWith("sluice.yaml:5: is not YAML")
        .contains("put text that begins with a star in quotes");
  }

  /// The lines begin in line 5.
  private ContentRules content(String lines) throws IOException, InvalidSettings {
    String yaml =
        "collections:\n  default:\n    allow: [text/plain]\n    maxSize: 1 B\n    " + lines;
    return SluiceYaml.read(Files.writeString(folder.resolve("sluice.yaml"), yaml))
        .collections()
        .values()
        .iterator()
        .next()
        .content();
  }
}
