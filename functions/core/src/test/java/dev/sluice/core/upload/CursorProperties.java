package dev.sluice.core.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CursorProperties {
  private static final String ID = "0123456789abcdefghjkmnpqrs";

  @Property
  void what_was_encoded_is_parsed(
      @ForAll @Size(16) byte[] id,
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
    Cursor cursor = new Cursor(UploadId.of(id), Instant.ofEpochMilli(millis));

    assertThat(Cursor.parse(cursor.encode())).contains(cursor);
    assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void no_text_of_a_client_is_more_than_no_cursor(@ForAll String text) {
    Cursor.parse(text).ifPresent(cursor -> assertThat(cursor.encode()).isNotEmpty());
  }

  @Property
  void nothing_that_was_encoded_by_others_is_more_than_no_cursor(@ForAll String plain) {
    assertThat(Cursor.parse(encoded(plain))).isEmpty();
  }

  @Example
  void without_a_whole_id_and_a_number_there_is_no_cursor() {
    assertThat(Cursor.parse(encoded(ID + "~1"))).isPresent();
    assertThat(Cursor.parse(encoded(ID + "~" + Long.MAX_VALUE))).isPresent();

    assertThat(Cursor.parse(encoded(ID + "~9" + Long.MAX_VALUE))).isEmpty();
    assertThat(Cursor.parse(encoded(ID + "~"))).isEmpty();
    assertThat(Cursor.parse(encoded(ID + "~x"))).isEmpty();
    assertThat(Cursor.parse(encoded("~1"))).isEmpty();
    assertThat(Cursor.parse(encoded("nobody~1"))).isEmpty();
  }

  private static String encoded(String plain) {
    return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
