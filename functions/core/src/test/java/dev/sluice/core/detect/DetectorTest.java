package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  void what_needs_its_end_is_not_proven_without_it() {
    byte[] pdf = Samples.pdf();
    byte[] zip = Samples.zip("notes.txt");

    assertThat(found(Arrays.copyOf(pdf, 20))).isEqualTo(UNKNOWN);
    assertThat(found(Arrays.copyOf(zip, zip.length - 5))).isEqualTo(UNKNOWN);
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

  /// The labelled files beside the checkout. Several are heads of larger files: those are not
  /// proven, and the proof has to say so. Kinds that only refine one of ours (a format inside a
  /// ZIP, a kind of text, an animated PNG) may be found as the kind that they refine.
  @Test
  void labelled_files_are_found_right() throws IOException {
    Path corpus = Path.of(System.getProperty("sluice.home")).resolveSibling("shared/corpus");
    assumeTrue(Files.exists(corpus.resolve("labels.tsv")), "no labelled files beside the checkout");
    Set<String> kinds = Samples.all().keySet();
    List<String> lines = Files.readAllLines(corpus.resolve("labels.tsv"));
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      String label = fields[4];
      byte[] bytes = Files.readAllBytes(corpus.resolve("file-type").resolve(fields[0]));
      Finding finding = detect(bytes);
      String found = finding.mediaType().toString();
      if (kinds.contains(label) && found.equals(label)) {
        right++;
      } else if (kinds.contains(label) && !isCutOff(finding)) {
        wrong.add("%s is %s, found %s".formatted(fields[0], label, found));
      } else if (!label.isEmpty() && kinds.contains(found) && !refines(label, found, bytes)) {
        wrong.add("%s is %s, taken for %s".formatted(fields[0], label, found));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(right).isGreaterThanOrEqualTo(11);
  }

  private static boolean isCutOff(Finding finding) {
    return finding.mediaType().toString().equals(UNKNOWN)
        && finding.proof().what().startsWith("begins as an MP4")
        && finding.proof().what().endsWith("it is cut off");
  }

  private static boolean refines(String label, String found, byte[] bytes) {
    return switch (found) {
      case "application/zip" -> bytes[0] == 'P' && bytes[1] == 'K';
      case "text/plain" ->
          bytes[0] == (byte) 0xFF // The mark of UTF-16, whose every other byte is a zero.
              || !new String(bytes, StandardCharsets.UTF_8).contains("\0");
      case "image/png" -> label.equals("image/apng");
      default -> false;
    };
  }

  private String found(byte[] bytes) {
    return detect(bytes).mediaType().toString();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
