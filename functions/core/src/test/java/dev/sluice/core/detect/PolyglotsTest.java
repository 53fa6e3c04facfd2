package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolyglotsTest {
  private final Detector detector = new Detector();

  @Test
  void a_ZIP_behind_anything_else_is_named() {
    byte[] zip = Zips.named("notes.txt");

    assertAlso(Bytes.join(Samples.png(3, 2), zip), "image/png", "application/zip");
    assertAlso(Bytes.join(Samples.jpeg(3, 2, 0), zip), "image/jpeg", "application/zip");
    assertAlso(Bytes.join(Samples.gif(3, 2), zip), "image/gif", "application/zip");
    assertAlso(Bytes.join(Samples.pdf(), zip), "application/pdf", "application/zip");
    assertAlso(
        Bytes.join(PictureSamples.bitmap().array(), Zips.named("META-INF/MANIFEST.MF")),
        "image/bmp",
        "application/java-archive");
  }

  @Test
  void a_ZIP_behind_a_large_picture_is_named_from_its_tail() {
    byte[] picture = Samples.jpeg(640, 480, 170_000);
    CountingSource source = new CountingSource(Bytes.join(picture, Zips.named("notes.txt")));

    Finding finding = detector.detect(source);

    assertThat(finding.also())
        .extracting(it -> it.mediaType().toString())
        .containsExactly("application/zip");
    assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
  }

  @Test
  void other_archives_behind_a_picture_are_named() {
    assertAlso(
        Bytes.join(Samples.png(3, 2), ArchiveSamples.rar4().array()),
        "image/png",
        "application/vnd.rar");
    assertAlso(
        Bytes.join(Samples.png(3, 2), ArchiveSamples.sevenZip().array()),
        "image/png",
        "application/x-7z-compressed");
  }

  @ParameterizedTest
  @CsvSource({
    "<?php system($_GET[0]); ?>, application/x-httpd-php",
    "<?=`$_GET[0]`?>, application/x-httpd-php",
    "<script>alert(1)</script>, text/html",
    "<HTML><body onload=x>, text/html",
    "<iframe src=x>, text/html",
  })
  void markup_and_scripts_in_or_behind_a_picture_are_named(String code, String mediaType) {
    byte[] appended = code.getBytes(StandardCharsets.US_ASCII);

    assertAlso(Bytes.join(Samples.gif(3, 2), appended), "image/gif", mediaType);
    assertAlso(Bytes.join(Samples.png(3, 2), appended), "image/png", mediaType);
    assertAlso(commented(code), "image/jpeg", mediaType);
  }

  @Test
  void a_GIF_that_is_a_script_is_named() {
    byte[] gif = Samples.gif(0x2A2F, 2);
    gif[6] = '/';
    gif[7] = '*';

    assertAlso(Bytes.join(gif, Samples.text("*/=1;alert(1)")), "image/gif", "text/javascript");
  }

  @ParameterizedTest
  @CsvSource({"=/*, */1;alert(1)", "=1/*, */;alert(1)", "=`, `;alert(1)"})
  void a_GIF_that_is_given_a_value_by_a_script_is_named(String begin, String end) {
    byte[] gif = Samples.gif(0x2A2F, 0x2A2F);
    System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, gif, 6, begin.length());

    assertAlso(Bytes.join(gif, Samples.text(end)), "image/gif", "text/javascript");
  }

  /// 61 and 317 pixels wide: the first byte of its width is `=`.
  @Test
  void a_GIF_whose_width_looks_like_an_assignment_is_a_picture() {
    byte[] gif = Samples.gif(317, 2);

    assertThat(detect(Bytes.join(gif, Samples.text("*/alert(1)"))).also()).isEmpty();
  }

  @Test
  void a_bitmap_that_is_a_script_is_named() {
    byte[] bitmap = PictureSamples.bitmap().array();
    bitmap[2] = '/';
    bitmap[3] = '*';

    assertAlso(Bytes.join(bitmap, Samples.text("*/=1;alert(1)")), "image/bmp", "text/javascript");
  }

  @Test
  void a_PDF_within_a_pictures_first_kilobyte_is_named() {
    String pdf = new String(Samples.pdf(), StandardCharsets.ISO_8859_1);

    assertAlso(commented(pdf), "image/jpeg", "application/pdf");
  }

  @Test
  void a_program_behind_a_picture_is_named() {
    byte[] program =
        new Bytes().ascii("MZ").to(78).ascii("This program cannot be run in DOS mode.").array();

    assertAlso(
        Bytes.join(Samples.png(3, 2), program),
        "image/png",
        "application/vnd.microsoft.portable-executable");
    assertAlso(
        Bytes.join(Samples.png(3, 2), new Bytes().hex("7F454C46 020101 00").zeros(20).array()),
        "image/png",
        "application/x-elf");
  }

  @Test
  void a_program_before_an_archive_is_named() {
    ByteBuffer program = ByteBuffer.wrap(new byte[200]);
    program.put(0, (byte) 'M').put(1, (byte) 'Z').put(0x3C, (byte) 0x80);
    program.put(0x80, (byte) 'P').put(0x81, (byte) 'E');

    assertAlso(
        Bytes.join(program.array(), Zips.named("notes.txt")),
        "application/vnd.microsoft.portable-executable",
        "application/zip");
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/bin/sh\nexec java -jar \"$0\"\nexit\n', text/x-script",
    "<?php evil(); ?>, application/x-httpd-php",
    "<html><script>x</script>, text/html",
  })
  void script_before_an_archive_is_named(String script, String mediaType) {
    assertAlso(
        Bytes.join(Samples.text(script), Zips.named("notes.txt")), "application/zip", mediaType);
  }

  @Test
  void an_archive_behind_bytes_of_no_kind_is_found_and_damaged() {
    Finding finding =
        detect(Bytes.join(new byte[] {1, 0, 2, 0, 3, 0, 0x7F}, Zips.named("notes.txt")));

    assertThat(finding.mediaType()).hasToString("application/zip");
    assertThat(finding.dangers()).extracting(Fact.Danger::hazard).containsExactly(Hazard.DAMAGED);
  }

  @Test
  void archives_that_hold_other_kinds_are_no_second_kind() {
    String pdf = new String(Samples.pdf(), StandardCharsets.ISO_8859_1);

    assertThat(detect(Zips.of("report.stored", pdf)).also()).isEmpty();
    assertThat(detect(Zips.of("page.stored", "<html><script>x</script></html>")).also()).isEmpty();
    assertThat(detect(ArchiveSamples.tar("report.pdf", '0', pdf)).also()).isEmpty();
    assertThat(
            detect(
                    Zips.of(
                        "inner.stored", new String(Zips.named("a"), StandardCharsets.ISO_8859_1)))
                .also())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>",
        "https://example.com/<htmlish>",
        "PK is not the end of a directory",
        "%PDF-1.7 is named in this comment",
      })
  void what_honest_pictures_say_of_themselves_is_no_second_kind(String comment) {
    assertThat(detect(commented(comment)).also()).isEmpty();
  }

  /// A JPEG with a comment.
  private static byte[] commented(String comment) {
    byte[] jpeg = Samples.jpeg(3, 2, 0);
    return new Bytes()
        .hex("FFD8FFFE")
        .be16(comment.length() + 2)
        .ascii(comment)
        .bytes(Arrays.copyOfRange(jpeg, 2, jpeg.length))
        .array();
  }

  private void assertAlso(byte[] bytes, String first, String second) {
    Finding finding = detect(bytes);
    assertThat(finding.mediaType()).as("%s", finding).hasToString(first);
    assertThat(finding.also()).extracting(it -> it.mediaType().toString()).containsExactly(second);
    assertThat(finding.dangers()).extracting(Fact.Danger::hazard).contains(Hazard.POLYGLOT);
    assertThat(finding.confidence()).isNotEqualTo(Confidence.UNDETERMINED);
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
