package dev.sluice.core.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.detect.Hazard;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionRulesTest {
  @ParameterizedTest
  @CsvSource({
    "image/png, image/png, true",
    "image/*, image/png, true",
    "*/*, image/png, true",
    "image/jpg, image/jpeg, true",
    "image/jpeg, image/jpg, true",
    "application/x-zip, application/epub+zip, true",
    "application/*, application/epub+zip, true",
    "text/*, application/json, true",
    "text/plain, text/csv, true",
    "application/epub+zip, application/zip, false",
    "image/png, image/gif, false",
    "text/plain, text/html, false",
    "text/*, image/svg+xml, false",
    "text/*, text/xml, false",
    "application/vnd.acme, application/vnd.acme, true",
    "application/vnd.acme, application/vnd.other, false",
  })
  void a_type_is_allowed_by_any_name_and_as_what_it_is_built_on(
      String pattern, String mediaType, boolean allowed) {
    assertThat(allowing(pattern).allows(MediaType.parse(mediaType))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpg, image/jpeg, true",
    "image/jpeg, image/jpg, true",
    "image/*, image/jpeg, false",
    "*/*, image/jpeg, false",
    "application/zip, application/epub+zip, false",
  })
  void a_type_is_named_by_itself_alone(String pattern, String mediaType, boolean named) {
    assertThat(allowing(pattern).names(MediaType.parse(mediaType))).isEqualTo(named);
  }

  @Test
  void nothing_is_permitted_where_nothing_is_said() {
    ContentRules content = allowing("*/*").content();

    assertThat(Hazard.values()).noneMatch(content::permits);
    assertThat(content.maxPixels()).isEqualTo(100_000_000);
    assertThat(content.archives())
        .isEqualTo(new ArchiveLimits(10_000, 100, 10L << 30, false, false));
  }

  @Test
  void a_limit_out_of_its_range_is_refused() {
    for (long bad : new long[] {0, ContentRules.MOST_PIXELS + 1}) {
      assertThatThrownBy(() -> new ContentRules(bad, ArchiveLimits.DEFAULT, Set.of()))
          .hasMessage("maxPixels is 1 to 1000000000000");
    }
    for (long bad : new long[] {0, ArchiveLimits.MOST_ENTRIES + 1}) {
      assertThatThrownBy(() -> new ArchiveLimits(bad, 1, 1, false, false))
          .hasMessage("maxEntries is 1 to 1000000000");
    }
    for (long bad : new long[] {0, ArchiveLimits.HIGHEST_RATIO + 1}) {
      assertThatThrownBy(() -> new ArchiveLimits(1, bad, 1, false, false))
          .hasMessage("maxRatio is 1 to 1000000");
    }
    for (long bad : new long[] {0, ArchiveLimits.MOST_UNPACKED + 1}) {
      assertThatThrownBy(() -> new ArchiveLimits(1, 1, bad, false, false))
          .hasMessage("maxUnpacked is 1 byte to 1024 TiB");
    }
  }

  private static CollectionRules allowing(String pattern) {
    return new CollectionRules(
        new CollectionName("default"),
        List.of(MediaTypePattern.parse(pattern)),
        1,
        List.of(),
        OnReject.DELETE);
  }
}
