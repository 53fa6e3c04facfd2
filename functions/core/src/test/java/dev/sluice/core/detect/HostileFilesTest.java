package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.verdict.Reason;
import dev.sluice.core.verdict.Rules;
import dev.sluice.core.verdict.Verdict;
import dev.sluice.core.verdict.Verdicts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that mean harm, from their bytes to the verdict.
class HostileFilesTest {
  private static final long SIZE = (long) PictureSamples.WIDTH * PictureSamples.HEIGHT;

  private final Detector detector = new Detector();

  static Stream<Sample> pictures() {
    return PictureSamples.sized().stream();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void a_picture_of_more_pixels_than_the_collection_takes_is_rejected(Sample picture) {
    assertThat(verdict(picture.bytes(), Rules.with("*/*", pixels(SIZE - 1))))
        .isEqualTo("too-many-pixels");
    assertThat(verdict(picture.bytes(), Rules.with("*/*", pixels(SIZE)))).isEqualTo("ready");
  }

  @Test
  void a_picture_of_a_few_bytes_that_would_fill_the_memory_is_rejected() {
    assertThat(verdict(Samples.png(65_000, 65_000), Rules.allowing("image/*")))
        .isEqualTo("too-many-pixels");
    assertThat(verdict(Samples.jpeg(65_000, 65_000, 0), Rules.allowing("image/*")))
        .isEqualTo("too-many-pixels");
  }

  /// Readers differ in which of the sizes they go by.
  @Test
  void a_picture_of_two_sizes_counts_by_the_larger() {
    byte[] gif = Samples.gif(5, 7);
    Arrays.fill(gif, 18, 22, (byte) 0xFF);
    byte[] tiff =
        Bytes.join(
            new Bytes().ascii("II").le16(42).le32(8).array(),
            Bytes.join(page(3, 2, 8 + 2 + 24 + 4), page(60_000, 60_000, 0)));
    byte[] jp2 =
        new Bytes()
            .be32(12)
            .ascii("jP  ")
            .hex("0D0A870A")
            .be32(20)
            .ascii("ftypjp2 ")
            .be32(0)
            .ascii("jp2 ")
            .be32(30)
            .ascii("jp2h")
            .be32(22)
            .ascii("ihdr")
            .be32(2)
            .be32(3)
            .hex("0003 07 07 00 00")
            .be32(8 + 24)
            .ascii("jp2c")
            .hex("FF4FFF51 0029 0000")
            .be32(60_000)
            .be32(60_000)
            .be32(0)
            .be32(0)
            .array();

    for (byte[] picture : List.of(gif, tiff, jp2)) {
      assertThat(verdict(picture, Rules.permitting("image/*", Hazard.DAMAGED)))
          .isEqualTo("too-many-pixels");
    }
  }

  private static byte[] page(int width, int height, int next) {
    return new Bytes()
        .le16(2)
        .hex("0001 0400")
        .le32(1)
        .le32(width)
        .hex("0101 0400")
        .le32(1)
        .le32(height)
        .le32(next)
        .array();
  }

  @Test
  void an_archive_of_more_entries_than_the_collection_takes_is_rejected() {
    String[] names = new String[40];
    Arrays.setAll(names, Integer::toString);

    assertThat(verdict(Zips.named(names), archives(39, 100, 1 << 20)))
        .isEqualTo("too-many-entries");
    assertThat(verdict(Zips.named(names), archives(40, 100, 1 << 20))).isEqualTo("ready");
  }

  @Test
  void an_archive_that_says_it_has_more_entries_than_are_read_is_rejected_by_what_it_says() {
    String[] names = new String[3_000];
    Arrays.setAll(names, i -> "a/rather/long/name/of/an/entry/%05d".formatted(i));

    assertThat(verdict(Zips.named(names), archives(2_999, 100, 1 << 20)))
        .isEqualTo("too-many-entries");
    assertThat(verdict(Zips.named(names), archives(3_000, 100, 1 << 20)))
        .as("not seen whole")
        .isEqualTo("undetermined");
  }

  @Test
  void an_archive_that_expands_too_much_is_rejected_by_its_directory_alone() {
    byte[] bomb = Zips.of("zeros", "\0".repeat(1_000_000));

    assertThat(verdict(bomb, archives(10, 100, 1L << 40))).isEqualTo("expands-too-much");
    assertThat(verdict(bomb, archives(10, 10_000, 999_999))).isEqualTo("expands-too-much");
    assertThat(verdict(bomb, archives(10, 10_000, 1_000_000))).isEqualTo("ready");
    assertThat(verdict(ArchiveSamples.lzip(50_000_000).array(), archives(10, 100, 1L << 40)))
        .isEqualTo("expands-too-much");
  }

  @Test
  void an_archive_in_an_archive_is_rejected() {
    byte[] nested = Zips.named("notes.txt", "inner.tar.gz");

    assertThat(verdict(nested, archives(10, 100, 1 << 20))).isEqualTo("nested-archive");
    assertThat(verdict(nested, Rules.with("*/*", new ArchiveLimits(10, 100, 1 << 20, true, false))))
        .isEqualTo("ready");
  }

  static Stream<Arguments> hazards() {
    byte[] zip = Zips.named("notes.txt");
    byte[] made = Zips.patched(Zips.named("link"), Zips.CENTRAL, 5, 1, 3);
    String macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    return Stream.of(
        hazard("../ in a ZIP", Hazard.ESCAPING_ENTRY, Zips.named("../up")),
        hazard("an absolute path", Hazard.ESCAPING_ENTRY, Zips.named("/etc/passwd")),
        hazard("a drive letter", Hazard.ESCAPING_ENTRY, Zips.named("C:/Windows/x")),
        hazard(
            "a symbolic link in a ZIP",
            Hazard.ESCAPING_ENTRY,
            Zips.patched(made, Zips.CENTRAL, 38, 4, 0xA1FF0000L)),
        hazard(
            "a symbolic link in a TAR", Hazard.ESCAPING_ENTRY, ArchiveSamples.tar("link", '2', "")),
        hazard("../ in a CAB", Hazard.ESCAPING_ENTRY, ArchiveSamples.cabinet("../up", 0).array()),
        hazard(
            "JavaScript in a PDF",
            Hazard.SCRIPT,
            DocumentSamples.pdf("<</S/JavaScript/JS(app.alert)>>")),
        hazard(
            "JavaScript in a PDF, hidden", Hazard.SCRIPT, DocumentSamples.pdf("<</S/#4a#53 (x)>>")),
        hazard(
            "a PDF that launches a program",
            Hazard.SCRIPT,
            DocumentSamples.pdf("<</S/Launch/F(cmd.exe)>>")),
        hazard(
            "script in an SVG",
            Hazard.SCRIPT,
            Samples.text("<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>")),
        hazard("macros in a docm", Hazard.MACROS, Zips.office(macros, "word/vbaProject.bin")),
        hazard(
            "macros in a doc",
            Hazard.MACROS,
            DocumentSamples.compound("", "WordDocument", "Macros").array()),
        hazard(
            "an encrypted ZIP",
            Hazard.ENCRYPTED,
            Zips.patched(Zips.patched(zip, Zips.CENTRAL, 8, 1, 9), Zips.LOCAL, 6, 1, 9)),
        hazard("an encrypted RAR", Hazard.ENCRYPTED, ArchiveSamples.rar4(0x80, "a", 0).array()),
        hazard(
            "an encrypted 7z", Hazard.ENCRYPTED, ArchiveSamples.sevenZip("17060106F10701").array()),
        hazard(
            "an encrypted PDF", Hazard.ENCRYPTED, DocumentSamples.pdf("trailer<</Encrypt 5 0 R>>")),
        hazard(
            "an encrypted docx",
            Hazard.ENCRYPTED,
            DocumentSamples.compound("", "EncryptedPackage").array()),
        hazard("a program in a ZIP", Hazard.EXECUTABLE, Zips.named("a.txt", "b/x.pdf.exe")),
        hazard("a Java archive", Hazard.EXECUTABLE, Zips.named("META-INF/MANIFEST.MF")),
        hazard("a web archive", Hazard.EXECUTABLE, Zips.named("WEB-INF/web.xml")),
        hazard("a shell script", Hazard.EXECUTABLE, Samples.text("#!/bin/sh\nrm -rf /\n")),
        hazard("PHP", Hazard.EXECUTABLE, Samples.text("<?php system($_GET[0]); ?>")),
        hazard("a batch file", Hazard.EXECUTABLE, Samples.text("@echo off\r\ndel *\r\n")),
        hazard("a PNG without its end", Hazard.DAMAGED, Arrays.copyOf(Samples.png(3, 2), 40)),
        hazard(
            "a PNG with more behind its end",
            Hazard.DAMAGED,
            Bytes.join(Samples.png(3, 2), Samples.text("a message"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hazards")
  void what_may_harm_is_taken_only_where_it_is_permitted(String what, Hazard hazard, byte[] bytes) {
    assertThat(verdict(bytes, Rules.allowing("*/*"))).as(what).isEqualTo(code(hazard));
    assertThat(verdict(bytes, Rules.permitting("*/*", hazard))).as(what).isEqualTo("ready");
  }

  @Test
  void text_that_reads_like_a_program_is_none() {
    String code = "import os\nfrom sys import argv\ndef run(x):\n  pass\nclass A(B):\n  pass\n";

    assertThat(detect(Samples.text(code)).mediaType()).hasToString("text/x-python");
    assertThat(verdict(Samples.text(code), Rules.allowing("text/*"))).isEqualTo("ready");
    assertThat(verdict(Samples.text("#!/usr/bin/python3\n" + code), Rules.allowing("text/*")))
        .isEqualTo("executable");
  }

  static Stream<Arguments> polyglots() {
    byte[] zip = Zips.named("notes.txt");
    byte[] gif = Samples.gif(0x2A2F, 2);
    gif[6] = '/';
    gif[7] = '*';
    return Stream.of(
        polyglot(Bytes.join(Samples.png(3, 2), zip), "image/png application/zip"),
        polyglot(Bytes.join(Samples.jpeg(3, 2, 0), zip), "image/jpeg application/zip"),
        polyglot(Bytes.join(Samples.jpeg(640, 480, 170_000), zip), "image/jpeg application/zip"),
        polyglot(Bytes.join(Samples.pdf(), zip), "application/pdf application/zip"),
        polyglot(Bytes.join(gif, Samples.text("*/=1;alert(1)")), "image/gif text/javascript"),
        polyglot(
            Bytes.join(Samples.png(3, 2), ArchiveSamples.rar4().array()),
            "image/png application/vnd.rar"),
        polyglot(
            Bytes.join(Samples.gif(3, 2), Samples.text("<script>alert(1)</script>")),
            "image/gif text/html"),
        polyglot(
            Bytes.join(Samples.gif(3, 2), Samples.text("<?php evil(); ?>")),
            "image/gif application/x-httpd-php"),
        polyglot(
            Bytes.join(Samples.jpeg(3, 2, 0), Samples.text("<HTML><body onload=x>")),
            "image/jpeg text/html"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("polyglots")
  void a_file_of_two_kinds_names_both_and_is_rejected_unless_both_are_allowed(
      String kinds, byte[] bytes) {
    String first = kinds.substring(0, kinds.indexOf(' '));
    String second = kinds.substring(first.length() + 1);

    Finding finding = detect(bytes);
    assertThat(finding.mediaType()).hasToString(first);
    assertThat(finding.also()).extracting(it -> it.mediaType().toString()).containsExactly(second);
    assertThat(verdict(bytes, Rules.allowing(first))).isEqualTo("polyglot");
    assertThat(verdict(bytes, Rules.allowing(kinds))).isEqualTo("ready");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, photo.png",
    "application/octet-stream, photo.png",
    "image/jpeg, photo",
    "text/plain, notes.txt",
    "application/pdf, paper.pdf",
  })
  void a_program_is_not_taken_under_another_name(String declared, String fileName) {
    byte[] program = new Bytes().ascii("MZ").to(60).le32(64).ascii("PE\0\0").zeros(200).array();

    assertThat(
            Verdicts.judge(
                MediaType.parse(declared),
                fileName,
                Rules.permitting("*/*", Hazard.EXECUTABLE),
                detect(program)))
        .isInstanceOf(Verdict.Rejected.class);
  }

  private static Arguments hazard(String what, Hazard hazard, byte[] bytes) {
    return Arguments.of(what, hazard, bytes);
  }

  private static Arguments polyglot(byte[] bytes, String kinds) {
    return Arguments.of(kinds, bytes);
  }

  private static ContentRules pixels(long most) {
    return new ContentRules(most, ArchiveLimits.DEFAULT, Set.of());
  }

  private static CollectionRules archives(long entries, long ratio, long unpacked) {
    return Rules.with("*/*", new ArchiveLimits(entries, ratio, unpacked, false, false));
  }

  private static String code(Hazard hazard) {
    return Reason.Code.valueOf(hazard.name()).slug();
  }

  private String verdict(byte[] bytes, CollectionRules rules) {
    return switch (Verdicts.judge(MediaType.OCTET_STREAM, "file", rules, detect(bytes))) {
      case Verdict.Ready _ -> "ready";
      case Verdict.Rejected rejected -> rejected.reason().code().slug();
      case Verdict.Undetermined undetermined -> undetermined.reason().code().slug();
    };
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
