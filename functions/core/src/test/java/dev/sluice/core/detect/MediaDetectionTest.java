package dev.sluice.core.detect;

import static dev.sluice.core.detect.MediaSamples.ascii;
import static dev.sluice.core.detect.MediaSamples.box;
import static dev.sluice.core.detect.MediaSamples.fileType;
import static dev.sluice.core.detect.MediaSamples.hex;
import static dev.sluice.core.detect.MediaSamples.join;
import static dev.sluice.core.detect.MediaSamples.movie;
import static dev.sluice.core.detect.MediaSamples.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaDetectionTest {
  private static final String UNKNOWN = "application/octet-stream";

  private static final byte[] MP3_FRAME = join(hex("FFFB9000"), new byte[413]);

  private final Detector detector = new Detector();

  @Test
  void every_kind_of_video_and_sound_is_found() {
    MediaSamples.all().forEach((type, bytes) -> assertThat(found(bytes)).as(type).isEqualTo(type));
  }

  @Test
  void what_is_cut_off_is_never_taken_for_another_kind() {
    Map<String, String[]> relatives =
        Map.of(
            "audio/webm", new String[] {"video/webm"},
            "video/x-ms-wmv", new String[] {"application/vnd.ms-asf"});
    MediaSamples.all()
        .forEach(
            (type, bytes) ->
                Cut.isNothingElse(type, bytes, relatives.getOrDefault(type, new String[0])));
  }

  @Test
  void duration_size_and_coding_of_an_mp4_are_told() {
    Finding finding = detect(join(fileType("isom"), movie(), box("mdat", new byte[9])));

    assertThat(finding.facts())
        .containsExactly(
            new Fact.Dimensions(640, 360),
            new Fact.Playing(Duration.ofMillis(2500)),
            new Fact.Codec("avc1"));
    assertThat(finding.confidence()).isEqualTo(Confidence.WHOLE);
  }

  @Test
  void a_movie_behind_much_data_costs_one_more_range() {
    byte[] bytes = join(fileType("isom"), box("mdat", new byte[200_000]), movie());
    CountingSource source = new CountingSource(bytes);

    assertThat(detector.detect(source).fact(Fact.Playing.class))
        .contains(new Fact.Playing(Duration.ofMillis(2500)));
    assertThat(source.reads()).isEqualTo(2);
  }

  @Test
  void what_is_cut_off_within_a_box_is_still_an_mp4_but_a_damaged_one() {
    byte[] whole = join(fileType("isom"), movie(), box("mdat", new byte[5000]));

    Finding cut = detect(Arrays.copyOf(whole, 3000));
    assertThat(cut.mediaType()).hasToString("video/mp4");
    assertThat(cut.dangers()).extracting(Fact.Danger::hazard).containsExactly(Hazard.DAMAGED);

    Finding appended = detect(join(whole, ascii("not a box at all")));
    assertThat(appended.dangers()).extracting(Fact.Danger::hazard).containsExactly(Hazard.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({
    "M4A , '', audio/mp4, m4a",
    "M4B , '', audio/mp4, m4b",
    "F4V , '', video/mp4, f4v",
    "3gp5, '', video/3gpp, 3gp",
    "3g2a, '', video/3gpp2, 3g2",
    "mif1, heic, image/heif, heif",
    "mif1, avif, image/avif, avif",
    "avis, '', image/avif, avif",
    "jpm , '', image/jpm, jpm",
    "zzzz, qt  , video/quicktime, mov",
    "crx , '', image/x-canon-cr3, cr3",
  })
  void brands_name_the_kind_and_the_usual_extension(
      String brand, String compatible, String type, String extension) {
    byte[] bytes =
        join(
            fileType(
                (brand + "  ").substring(0, 4),
                compatible.isEmpty() ? "" : (compatible + "  ").substring(0, 4)),
            box("free", new byte[8]));

    assertThat(found(bytes)).isEqualTo(type);
    assertThat(detect(bytes).extension()).isEqualTo(extension);
  }

  @Test
  void words_where_a_box_would_have_its_name_are_text() {
    assertThat(found(ascii("The free text, and skip it."))).isEqualTo("text/plain");
    assertThat(found(ascii("1234skip this line please\n"))).isEqualTo("text/plain");
  }

  @Test
  void a_few_sync_bits_make_no_sound() {
    assertThat(found(join(hex("FFFB9000"), new byte[4000]))).isEqualTo(UNKNOWN);
    assertThat(found(join(MP3_FRAME, hex("00"), MP3_FRAME, MP3_FRAME))).isEqualTo(UNKNOWN);
    assertThat(found(join(hex("47400010"), new byte[4000]))).isEqualTo(UNKNOWN);
    assertThat(found(join(hex("0B770000004040"), new byte[4000]))).isEqualTo(UNKNOWN);
  }

  @Test
  void a_tag_says_nothing_of_what_follows_it() {
    byte[] tag = join(ascii("ID3"), hex("03000000000300"), new byte[384 - 1]);

    assertThat(found(join(tag, hex("00"), repeat(4, MP3_FRAME)))).isEqualTo("audio/mpeg");
    byte[] flac = MediaSamples.of("audio/flac");
    byte[] aac = MediaSamples.of("audio/aac");
    assertThat(found(join(Arrays.copyOf(tag, 10 + 384), flac))).isEqualTo("audio/flac");
    assertThat(found(join(Arrays.copyOf(tag, 10 + 384), aac))).isEqualTo("audio/aac");
    assertThat(found(join(Arrays.copyOf(tag, 10 + 384), ascii("MZ is no sound at all"))))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void layers_and_packets_tell_the_extension() {
    assertThat(detect(repeat(5, MP3_FRAME)).extension()).isEqualTo("mp3");
    assertThat(detect(repeat(5, join(hex("FFFD9000"), new byte[518]))).extension())
        .isEqualTo("mp2");
    byte[] blu = repeat(10, join(new byte[4], hex("47400010"), new byte[184]));
    assertThat(found(blu)).isEqualTo("video/mp2t");
    assertThat(detect(blu).extension()).isEqualTo("m2ts");
  }

  @Test
  void sizes_that_do_not_fit_are_damage() {
    byte[] wav = MediaSamples.wav(8000);

    assertThat(detect(wav).confidence()).isEqualTo(Confidence.WHOLE);
    assertThat(detect(wav).fact(Fact.Playing.class))
        .contains(new Fact.Playing(Duration.ofMillis(500)));
    assertThat(detect(Arrays.copyOf(wav, 4000)).dangers()).hasSize(1);
    assertThat(detect(join(wav, new byte[100])).dangers()).hasSize(1);
    wav[22] = 0; // No channels.
    assertThat(found(wav)).isEqualTo(UNKNOWN);
  }

  @Test
  void an_ebml_document_of_another_type_is_no_video() {
    byte[] bytes = MediaSamples.matroska("unknown!", 1);

    assertThat(found(bytes)).isEqualTo(UNKNOWN);
    assertThat(detect(bytes).proof().what()).contains("unknown type");
  }

  @Test
  void an_avi_tells_its_size_and_length() {
    assertThat(detect(MediaSamples.avi(320, 240)).facts())
        .contains(new Fact.Dimensions(320, 240), new Fact.Playing(Duration.ofSeconds(2)));
  }

  private String found(byte[] bytes) {
    return detect(bytes).mediaType().toString();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
