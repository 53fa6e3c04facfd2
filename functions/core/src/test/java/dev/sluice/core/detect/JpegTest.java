package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// JPEGs as cameras and printers' software write them: much before the frame, and more behind the
/// end.
class JpegTest {
  private static final Fact.Dimensions SIZE = new Fact.Dimensions(640, 480);
  private static final byte[] JPEG = Samples.jpeg(640, 480, 0);
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private final Detector detector = new Detector();

  /// SWOP and FOGRA profiles have half a MiB.
  @Test
  void a_profile_for_printing_is_stepped_over() {
    Finding finding = detect(profiled(557_168, 557_168));

    assertThat(finding.fact(Fact.Dimensions.class)).contains(SIZE);
    assertThat(finding.confidence()).isEqualTo(Confidence.WHOLE);
  }

  @Test
  void extended_XMP_is_stepped_over() {
    Bytes segments = new Bytes();
    int whole = 300_000;
    for (int from = 0; from < whole; from += 65_400) {
      int length = Math.min(65_400, whole - from);
      segments
          .hex("FFE1")
          .be16(2 + 35 + 32 + 8 + length)
          .ascii("http://ns.adobe.com/xmp/extension/\0")
          .ascii("0123456789ABCDEF".repeat(2))
          .be32(whole)
          .be32(from)
          .zeros(length);
    }

    assertThat(detect(inserted(segments)).fact(Fact.Dimensions.class)).contains(SIZE);
  }

  @Test
  void a_profile_that_says_another_size_than_it_has_is_not_believed() {
    assertThat(detect(profiled(100_000, 99_000)).fact(Fact.Dimensions.class)).contains(SIZE);
    assertThat(detect(profiled(400_000, 399_000)).determined()).isFalse();
  }

  /// It may be larger than the collection takes.
  @Test
  void a_frame_that_the_budget_does_not_show_leaves_it_undetermined() {
    Finding finding = detect(Samples.jpeg(640, 480, 600_000));

    assertThat(finding.determined()).isFalse();
    assertThat(finding.proof().what()).contains("more segments than are read");
  }

  @Test
  void a_trailer_of_samsung_is_no_damage() {
    Bytes trailer =
        new Bytes().zeros(30).ascii("SEFH").le32(106).le32(1).zeros(12).le32(24).ascii("SEFT");

    assertThat(detect(Bytes.join(JPEG, trailer.array())).dangers()).isEmpty();
    assertThat(detect(Bytes.join(JPEG, Samples.text("SEFT"))).dangers()).isNotEmpty();
  }

  @Test
  void a_film_behind_a_picture_that_announces_it_is_no_damage() {
    byte[] film = Bytes.join(Samples.mp4("isom"), new byte[3000]);
    for (String announced :
        new String[] {
          "<x GCamera:MicroVideo='1' GCamera:MicroVideoOffset='%d'/>",
          "<Container:Item Item:Semantic='MotionPhoto' Item:Mime='video/mp4' Item:Length='%d'/>",
          "<Container:Item Item:Length=\"%d\" Item:Semantic=\"MotionPhoto\"/>",
        }) {
      assertThat(detect(Bytes.join(announcing(announced, film.length), film)).dangers()).isEmpty();
      assertThat(detect(Bytes.join(announcing(announced, film.length - 1), film)).dangers())
          .extracting(Fact.Danger::hazard)
          .containsExactly(Hazard.DAMAGED);
    }
    assertThat(detect(Bytes.join(JPEG, film)).dangers()).isNotEmpty();
  }

  @Test
  void a_line_end_behind_the_end_is_no_damage() {
    assertThat(detect(Bytes.join(JPEG, Samples.text("\r\n"))).dangers()).isEmpty();
    assertThat(detect(Bytes.join(JPEG, Samples.text("\r\n\r\n\r\n"))).dangers()).isNotEmpty();
  }

  private static byte[] announcing(String xmp, int length) {
    String text = XMP + xmp.formatted(length);
    return inserted(new Bytes().hex("FFE1").be16(2 + text.length()).ascii(text));
  }

  private static byte[] profiled(int length, int said) {
    int most = 65_519;
    int parts = (length + most - 1) / most;
    Bytes segments = new Bytes();
    for (int part = 0; part < parts; part++) {
      int size = Math.min(most, length - part * most);
      segments.hex("FFE2").be16(16 + size).ascii("ICC_PROFILE\0").u8(part + 1).u8(parts);
      segments.be32(part == 0 ? said : 0).zeros(size - 4);
    }
    return inserted(segments);
  }

  private static byte[] inserted(Bytes segments) {
    return new Bytes()
        .bytes(Arrays.copyOf(JPEG, 2))
        .bytes(segments.array())
        .bytes(Arrays.copyOfRange(JPEG, 2, JPEG.length))
        .array();
  }

  private Finding detect(byte[] bytes) {
    CountingSource source = new CountingSource(bytes);
    Finding finding = detector.detect(source);
    assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
    assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
    return finding;
  }
}
