package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.core.media.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
  private static final String UNKNOWN = "application/octet-stream";

  private final Detector detector = new Detector();

  @Test
  void every_kind_is_found() {
    Samples.all().forEach((type, bytes) -> assertThat(found(bytes)).isEqualTo(type));
  }

  @Test
  void dimensions_are_told_on_the_way() {
    assertThat(detect(Samples.png(32, 16)).fact(Fact.Dimensions.class))
        .contains(new Fact.Dimensions(32, 16));
    assertThat(detect(Samples.jpeg(640, 480, 0)).fact(Fact.Dimensions.class))
        .contains(new Fact.Dimensions(640, 480));
    assertThat(detect(Samples.gif(5, 7)).fact(Fact.Dimensions.class))
        .contains(new Fact.Dimensions(5, 7));
    assertThat(detect(Samples.webp(100, 50)).fact(Fact.Dimensions.class))
        .contains(new Fact.Dimensions(100, 50));
  }

  @Test
  void a_file_that_is_cut_off_never_fails_and_is_never_taken_for_another_kind() {
    Samples.all()
        .forEach(
            (type, bytes) -> {
              for (int length = 0; length < bytes.length; length++) {
                String found = found(Arrays.copyOf(bytes, length));
                assertThat(found)
                    .as("%s cut to %d bytes", type, length)
                    .isIn(type, UNKNOWN, "text/plain");
              }
            });
  }

  @Test
  void what_is_cut_off_behind_a_sensible_beginning_is_found_and_damaged() {
    byte[] png = Samples.png(32, 16);
    byte[] jpeg = Samples.jpeg(640, 480, 0);
    byte[] gif = Samples.gif(5, 7);
    byte[] webp = Samples.webp(100, 50);
    byte[] pdf = Samples.pdf();
    byte[] zip = Zips.named("notes.txt");

    for (byte[] whole : List.of(png, jpeg, gif, webp, pdf, zip)) {
      Finding before = detect(whole);
      Finding after = detect(Arrays.copyOf(whole, whole.length - 5));
      assertThat(before.confidence()).isEqualTo(Confidence.WHOLE);
      assertThat(after.mediaType()).isEqualTo(before.mediaType());
      assertThat(after.confidence()).isEqualTo(Confidence.STRUCTURE);
      assertThat(after.dangers()).extracting(Fact.Danger::hazard).contains(Hazard.DAMAGED);
    }
  }

  @Test
  void bytes_behind_the_end_are_damage_but_padding_is_not() {
    for (byte[] whole :
        List.of(
            Samples.png(32, 16),
            Samples.jpeg(640, 480, 0),
            Samples.gif(5, 7),
            Samples.webp(100, 50),
            Samples.pdf(),
            Zips.named("notes.txt"))) {
      assertThat(detect(Bytes.join(whole, Samples.text("appended"))).dangers())
          .extracting(Fact.Danger::hazard)
          .containsExactly(Hazard.DAMAGED);
    }
    for (byte[] whole : List.of(Samples.png(32, 16), Samples.jpeg(640, 480, 0))) {
      assertThat(detect(Bytes.join(whole, new byte[40])).dangers()).isEmpty();
    }
  }

  @Test
  void a_beginning_without_anything_sensible_behind_it_is_nothing() {
    assertThat(found(Arrays.copyOf(Samples.pdf(), 9))).isEqualTo(UNKNOWN);
    assertThat(found(Arrays.copyOf(Samples.zip("notes.txt"), 20))).isEqualTo(UNKNOWN);
    assertThat(found(Arrays.copyOf(Samples.png(32, 16), 20))).isEqualTo(UNKNOWN);
  }

  @Test
  void a_signature_alone_is_no_proof() {
    byte[] png = Samples.png(32, 16);
    png[20] ^= 1; // The width is another one than its checksum says.

    assertThat(found(png)).isEqualTo(UNKNOWN);
    assertThat(detect(png).proof().what()).contains("IHDR");
  }

  @Test
  void a_frame_behind_large_segments_is_found_within_the_budget() {
    CountingSource source = new CountingSource(Samples.jpeg(640, 480, 170_000));

    assertThat(detector.detect(source).mediaType()).hasToString("image/jpeg");
    assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
    assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
  }

  @Test
  void small_files_take_one_read_of_what_they_have() {
    Samples.all()
        .forEach(
            (type, bytes) -> {
              CountingSource source = new CountingSource(bytes);
              detector.detect(source);
              assertThat(source.reads()).as(type).isEqualTo(1);
              assertThat(source.bytesRead()).as(type).isEqualTo(bytes.length);
            });
  }

  @Test
  void an_empty_file_is_nothing_and_is_not_read() {
    CountingSource source = new CountingSource(new byte[0]);

    assertThat(detector.detect(source).mediaType()).hasToString(UNKNOWN);
    assertThat(source.reads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><p>hi",
        "  <html><body>",
        "<script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "<?xml version='1.0'?><svg/>",
        "#!/bin/sh\nrm -rf /\n",
        "<?php echo 1;",
        "\uFEFF<html>",
      })
  void text_that_a_browser_or_an_interpreter_runs_is_not_plain(String text) {
    assertThat(found(Samples.text(text))).isNotEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "word/document.xml, application/zip",
    "META-INF/MANIFEST.MF, application/java-archive",
    "AndroidManifest.xml, application/vnd.android.package-archive",
  })
  void archives_are_told_apart_by_their_entries(String entry, String type) {
    assertThat(found(Samples.zip(entry))).isEqualTo(type);
  }

  @Test
  void text_may_end_in_the_middle_of_nothing_but_not_turn_binary() {
    byte[] text = "ä".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    assertThat(found(text)).isEqualTo("text/plain");

    text[text.length - 10] = 0;
    assertThat(found(text)).isEqualTo(UNKNOWN);
  }

  @Test
  void no_bytes_make_it_fail_or_exceed_its_budget() {
    Random random = new Random(42);
    List<byte[]> seeds = new ArrayList<>(Samples.all().values());
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = seeds.get(round % seeds.size()).clone();
      for (int change = 0; change <= round % 6; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      CountingSource source = new CountingSource(bytes);
      detector.detect(source);
      assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
      assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "isom, video/mp4",
    "M4A , audio/mp4",
    "qt  , video/quicktime",
    "heic, image/heic",
    "avif, image/avif"
  })
  void relatives_of_MP4_are_told_apart_by_their_brand(String brand, String type) {
    String padded = (brand + "  ").substring(0, 4);
    assertThat(found(Samples.mp4(padded))).isEqualTo(type);
    assertThat(found(Samples.mp4(padded.replace(' ', '\0')))).isEqualTo(type);
  }

  @Test
  void a_box_that_says_it_is_larger_than_any_file_is_not_believed() {
    byte[] mp4 = Samples.mp4("isom");
    mp4[27] = 1; // A size of 64 bits follows the name,
    Arrays.fill(mp4, 33, 40, (byte) 0xFF);
    mp4[32] = 0x7F; // and is the largest there is.

    assertThat(found(mp4)).isEqualTo(UNKNOWN);
  }

  @Test
  void documents_that_are_programs_in_text_are_not_plain() {
    assertThat(found(Samples.text("%!PS-Adobe-3.0\nshowpage\n")))
        .isEqualTo("application/postscript");
    assertThat(found(Samples.text("{\\rtf1 hello}"))).isEqualTo("application/rtf");
  }

  /// The labelled files beside the checkout: each is found by one of its names, or as a kind that
  /// is more than its label says (a Word document in a compound file).
  @Test
  void labelled_files_are_found_right() throws IOException {
    Path corpus = Path.of(System.getProperty("sluice.home")).resolveSibling("shared/corpus");
    assumeTrue(Files.exists(corpus.resolve("labels.tsv")), "no labelled files beside the checkout");
    List<String> lines = Files.readAllLines(corpus.resolve("labels.tsv"));
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      String label = fields[4];
      if (label.isEmpty() || !isExpected(MediaType.parse(label))) {
        continue;
      }
      Finding finding = detect(Files.readAllBytes(corpus.resolve("file-type").resolve(fields[0])));
      boolean found = Kinds.known().isA(finding.mediaType(), MediaType.parse(label));
      boolean polyglot =
          finding.dangers().stream().anyMatch(danger -> danger.hazard() == Hazard.POLYGLOT);
      if (found && !polyglot) {
        right++;
      } else {
        wrong.add("%s is %s, found %s".formatted(fields[0], label, finding));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).isGreaterThanOrEqualTo(120);
  }

  /// Pictures, archives, documents and data.
  private static boolean isExpected(MediaType label) {
    return Kinds.known().named(label).isPresent()
        && !Set.of("video", "audio", "text").contains(label.type())
        && !Set.of(
                "image/x-canon-cr3",
                "image/jp2",
                "image/avif",
                "application/ogg",
                "application/x-mach-binary")
            .contains(label.toString());
  }

  private String found(byte[] bytes) {
    return detect(bytes).mediaType().toString();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
