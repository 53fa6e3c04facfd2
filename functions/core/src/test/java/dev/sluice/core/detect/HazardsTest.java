package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HazardsTest {
  private final Detector detector = new Detector();

  @Test
  void an_archive_tells_its_entries_and_what_they_unpack_to() {
    byte[] zip = Zips.of("zeros", "\0".repeat(1_000_000), "inner.zip", "x", "inner.tar.gz", "y");

    Fact.Entries entries = detect(zip).fact(Fact.Entries.class).orElseThrow();

    assertThat(entries.entries()).isEqualTo(3);
    assertThat(entries.unpackedBytes()).isEqualTo(1_000_002);
    assertThat(entries.packedBytes()).isBetween(900L, 2_000L);
    assertThat(entries.nestedArchives()).isEqualTo(2);
    assertThat(entries.complete()).isTrue();
  }

  @Test
  void a_directory_beyond_the_budget_is_counted_by_its_end_record() {
    String[] names = new String[3_000];
    Arrays.setAll(names, i -> "a/rather/long/name/of/an/entry/%05d".formatted(i));

    Finding finding = detect(Zips.named(names));
    Fact.Entries entries = finding.fact(Fact.Entries.class).orElseThrow();

    assertThat(entries.entries()).isEqualTo(3_000);
    assertThat(entries.complete()).isFalse();
    assertThat(finding.confidence()).isEqualTo(Confidence.STRUCTURE);
    assertThat(finding.dangers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../up",
        "a/../../up",
        "/etc/passwd",
        "C:/Windows/x",
        "c:x",
        "..\\up",
        "\\\\server\\x",
        "a/.."
      })
  void names_that_escape_are_named(String name) {
    assertThat(hazards(Zips.named("notes.txt", name))).containsExactly(Hazard.ESCAPING_ENTRY);
    assertThat(hazards(ArchiveSamples.tar(name, '0', "x"))).contains(Hazard.ESCAPING_ENTRY);
    assertThat(hazards(ArchiveSamples.rar4(0, name, 0).array())).contains(Hazard.ESCAPING_ENTRY);
    assertThat(hazards(ArchiveSamples.cabinet(name, 0).array())).contains(Hazard.ESCAPING_ENTRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a..b", "...", "a/..b/c", "a\\b"})
  void names_that_only_look_like_it_are_not(String name) {
    assertThat(hazards(Zips.named(name))).isEmpty();
  }

  @Test
  void symbolic_links_escape() {
    byte[] zip = Zips.named("link");
    byte[] made = Zips.patched(zip, Zips.CENTRAL, 5, 1, 3);

    assertThat(hazards(Zips.patched(made, Zips.CENTRAL, 38, 4, 0xA1FF0000L)))
        .containsExactly(Hazard.ESCAPING_ENTRY);
    assertThat(hazards(Zips.patched(made, Zips.CENTRAL, 38, 4, 0x81A40000L))).isEmpty();
    assertThat(hazards(ArchiveSamples.tar("link", '2', ""))).containsExactly(Hazard.ESCAPING_ENTRY);
  }

  /// 7-Zip and others go by the mode alone.
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10, 16, 19, 30})
  void a_link_is_one_whatever_system_is_said_to_have_made_it(int system) {
    byte[] made = Zips.patched(Zips.named("link"), Zips.CENTRAL, 5, 1, system);

    assertThat(hazards(Zips.patched(made, Zips.CENTRAL, 38, 4, 0xA1FF0000L)))
        .containsExactly(Hazard.ESCAPING_ENTRY);
  }

  @Test
  void devices_escape() {
    byte[] made = Zips.patched(Zips.named("disk"), Zips.CENTRAL, 5, 1, 3);

    assertThat(hazards(Zips.patched(made, Zips.CENTRAL, 38, 4, 0x61B00000L)))
        .containsExactly(Hazard.ESCAPING_ENTRY);
    assertThat(hazards(Zips.patched(made, Zips.CENTRAL, 38, 4, 0x11800000L))).isEmpty();
    assertThat(hazards(ArchiveSamples.tar("disk", '4', ""))).containsExactly(Hazard.ESCAPING_ENTRY);
  }

  /// Info-ZIP and 7-Zip unpack to the name in this field (APPNOTE 4.6.9).
  @ParameterizedTest
  @CsvSource({"../../up, ESCAPING_ENTRY", "x.exe, EXECUTABLE"})
  void the_name_in_an_extra_field_counts_as_well(String name, Hazard hazard) {
    assertThat(hazards(Zips.renamed("notes.txt", name))).containsExactly(hazard);
    assertThat(hazards(Zips.renamed("notes.txt", "n\u00C3\u00B6tes.txt"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x, '17 path=../../up\n', ESCAPING_ENTRY",
    "x, '13 comment=x\n17 path=../../up\n', ESCAPING_ENTRY",
    "x, '14 path=x.exe\n', EXECUTABLE",
    "L, '../../up\0', ESCAPING_ENTRY",
    "L, 'a/x.exe\0', EXECUTABLE",
  })
  void the_name_in_a_header_before_an_entry_counts_as_well(char type, String data, Hazard hazard) {
    byte[] extension =
        ArchiveSamples.tar("extension", type, data.replace("\\n", "\n").replace("\\0", "\0"));
    byte[] entry = ArchiveSamples.tar("notes.txt", '0', "hello");

    Finding finding = detect(Bytes.join(Arrays.copyOf(extension, 1024), entry));

    assertThat(finding.dangers()).extracting(Fact.Danger::hazard).containsExactly(hazard);
    assertThat(finding.fact(Fact.Entries.class).orElseThrow().entries()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "99999999999999999999 path=a\n", "5 a=b", "0 path=a\n", "-1 path=a"})
  void a_header_before_an_entry_that_makes_no_sense_says_nothing(String data) {
    byte[] extension = ArchiveSamples.tar("extension", 'x', data);

    assertThat(
            hazards(
                Bytes.join(
                    Arrays.copyOf(extension, 1024), ArchiveSamples.tar("notes.txt", '0', "hi"))))
        .isEmpty();
  }

  @Test
  void a_hard_link_escapes_where_its_target_does() {
    byte[] extension = ArchiveSamples.tar("extension", 'K', "../../etc/passwd\0");
    byte[] link = ArchiveSamples.tar("link", '1', "");

    assertThat(hazards(link)).isEmpty();
    assertThat(hazards(Bytes.join(Arrays.copyOf(extension, 1024), link)))
        .containsExactly(Hazard.ESCAPING_ENTRY);
  }

  @Test
  void encrypted_entries_and_headers_are_told() {
    byte[] zip = Zips.named("notes.txt");
    byte[] flagged = Zips.patched(Zips.patched(zip, Zips.CENTRAL, 8, 1, 9), Zips.LOCAL, 6, 1, 9);

    assertThat(hazards(flagged)).containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(Zips.patched(zip, Zips.CENTRAL, 10, 2, 99))).contains(Hazard.ENCRYPTED);
    assertThat(hazards(ArchiveSamples.rar4(0x80, "notes.txt", 0).array()))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(ArchiveSamples.rar4(0, "notes.txt", 4).array()))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(ArchiveSamples.rar5(1).array())).contains(Hazard.ENCRYPTED);
    assertThat(hazards(ArchiveSamples.sevenZip("17060106F10701").array()))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(new Bytes().hex("526172211A070100").le32(0).u8(33).u8(4).zeros(32).array()))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(DocumentSamples.pdf("trailer<</Encrypt 5 0 R>>")))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(DocumentSamples.compound("", "EncryptedPackage").array()))
        .containsExactly(Hazard.ENCRYPTED);
    assertThat(hazards(new Bytes().ascii("PARE").zeros(10).le32(4).ascii("PARE").array()))
        .containsExactly(Hazard.ENCRYPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.exe",
        "b/A.DLL",
        "x.pdf.scr",
        "run.sh",
        "x.ps1",
        "a.js",
        "x.jar",
        "X.app/",
        "a/x.exe::$DATA",
        "a.bat. ."
      })
  void programs_in_an_archive_are_told(String name) {
    assertThat(hazards(Zips.named("notes.txt", name))).containsExactly(Hazard.EXECUTABLE);
  }

  @Test
  void programs_in_what_exists_to_carry_them_are_not() {
    assertThat(hazards(Zips.named("META-INF/MANIFEST.MF", "native/a.dll", "a.js"))).isEmpty();
    assertThat(hazards(Zips.named("AndroidManifest.xml", "assets/run.sh"))).isEmpty();
    assertThat(hazards(Zips.of("mimetype", "application/epub+zip", "book.js", "x"))).isEmpty();
    assertThat(hazards(Zips.of("mimetype", "application/epub+zip", "book.exe", "x")))
        .containsExactly(Hazard.EXECUTABLE);
  }

  @Test
  void macros_are_told() {
    String word = "application/vnd.ms-word.document.macroEnabled.main+xml";
    assertThat(hazards(Zips.office(word, "word/vbaProject.bin"))).containsExactly(Hazard.MACROS);
    assertThat(
            hazards(
                Zips.of("mimetype", "application/vnd.oasis.opendocument.text", "Basic/x.xml", "x")))
        .containsExactly(Hazard.MACROS);
    assertThat(hazards(DocumentSamples.compound("", "WordDocument", "Macros").array()))
        .containsExactly(Hazard.MACROS);
    assertThat(hazards(DocumentSamples.compound("", "Workbook", "_VBA_PROJECT_CUR").array()))
        .containsExactly(Hazard.MACROS);
    assertThat(hazards(DocumentSamples.compound("", "WordDocument").array())).isEmpty();
    String plain =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    String project = "\"/><Override PartName=\"/x.dat\" ContentType=\"application/vnd.ms-";
    assertThat(hazards(Zips.office(plain, "word/x.dat"))).isEmpty();
    for (String part : new String[] {"office.vbaProject", "excel.macrosheet+xml"}) {
      assertThat(hazards(Zips.office(plain + project + part, "word/x.dat")))
          .containsExactly(Hazard.MACROS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<</S/JavaScript/JS(app.alert)>>",
        "<</S/J#61vaScript>>",
        "<</S/#4a#53 (x)>>",
        "<</S/Launch/F(cmd.exe)>>",
      })
  void script_in_a_PDF_is_told_however_its_name_is_written(String object) {
    assertThat(hazards(DocumentSamples.pdf(object))).containsExactly(Hazard.SCRIPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<</JSX 1>>", "(JavaScript)", "<</Type/JavaScripts>>", "/J#6"})
  void a_PDF_without_script_is_not_said_to_have_any(String object) {
    assertThat(hazards(DocumentSamples.pdf(object))).isEmpty();
  }

  @Test
  void a_PDF_tells_its_pages() {
    assertThat(detect(DocumentSamples.pdf("")).fact(Fact.Pages.class)).contains(new Fact.Pages(12));
  }

  @Test
  void an_archive_whose_two_lists_differ_is_damaged() {
    byte[] zip = Zips.named("notes.txt", "other.txt");

    assertThat(hazards(Zips.patched(zip, Zips.CENTRAL, 46, 1, 'N')))
        .containsExactly(Hazard.DAMAGED);
    assertThat(hazards(Zips.patched(zip, Zips.CENTRAL, 42, 4, 5))).containsExactly(Hazard.DAMAGED);
    assertThat(hazards(Zips.patched(zip, Zips.END, 10, 2, 7))).containsExactly(Hazard.DAMAGED);
    assertThat(hazards(Zips.patched(zip, Zips.CENTRAL, 20, 4, 50_000)))
        .containsExactly(Hazard.DAMAGED);
  }

  @Test
  void an_entry_that_the_directory_leaves_out_is_seen_wherever_it_stands() {
    byte[] zip = Zips.of("a.stored", "x", "b.stored", "y", "c.stored", "z");
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int directory = text.indexOf(Zips.CENTRAL);
    int second = text.indexOf(Zips.CENTRAL, directory + 1);
    int third = text.indexOf(Zips.CENTRAL, second + 1);
    int end = text.indexOf(Zips.END);
    for (int[] kept : new int[][] {{directory, third}, {second, end}}) {
      byte[] hiding =
          new Bytes()
              .bytes(Arrays.copyOf(zip, directory))
              .bytes(Arrays.copyOfRange(zip, kept[0], kept[1]))
              .bytes(Arrays.copyOfRange(zip, end, zip.length))
              .array();
      hiding = Zips.patched(hiding, Zips.END, 8, 2, 2);
      hiding = Zips.patched(hiding, Zips.END, 10, 2, 2);
      hiding = Zips.patched(hiding, Zips.END, 12, 4, kept[1] - kept[0]);

      assertThat(hazards(hiding)).containsExactly(Hazard.DAMAGED);
    }
    byte[] middle =
        new Bytes()
            .bytes(Arrays.copyOf(zip, second))
            .bytes(Arrays.copyOfRange(zip, third, zip.length))
            .array();
    middle = Zips.patched(middle, Zips.END, 8, 2, 2);
    middle = Zips.patched(middle, Zips.END, 10, 2, 2);
    middle = Zips.patched(middle, Zips.END, 12, 4, end - directory - (third - second));
    assertThat(hazards(middle)).containsExactly(Hazard.DAMAGED);
  }

  @Test
  void two_entries_of_one_name_or_at_one_place_are_damage() {
    byte[] twice = Zips.named("notes.txt", "notes.tyt");
    int second = new String(twice, StandardCharsets.ISO_8859_1).lastIndexOf("notes.tyt");
    int local = new String(twice, StandardCharsets.ISO_8859_1).indexOf("notes.tyt");
    byte[] same = twice.clone();
    same[second + 7] = 'x';
    same[local + 7] = 'x';
    byte[] overlapping = Zips.of("a.stored", "x".repeat(1000), "b.stored", "y".repeat(3000));
    byte[] lying = overlapping.clone();
    int last = new String(lying, StandardCharsets.ISO_8859_1).lastIndexOf(Zips.CENTRAL);
    System.arraycopy(lying, Zips.find(lying, Zips.CENTRAL) + 42, lying, last + 42, 4);

    assertThat(hazards(twice)).isEmpty();
    assertThat(hazards(same)).containsExactly(Hazard.DAMAGED);
    assertThat(hazards(overlapping)).isEmpty();
    assertThat(hazards(lying)).containsExactly(Hazard.DAMAGED);
  }

  @Test
  void a_comment_at_the_end_belongs_to_the_archive_however_long() {
    byte[] zip = Zips.patched(Zips.named("notes.txt"), Zips.END, 20, 2, 20_000);

    Finding finding =
        detect(Bytes.join(zip, "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII)));

    assertThat(finding.mediaType()).hasToString("application/zip");
    assertThat(finding.confidence()).isEqualTo(Confidence.WHOLE);
  }

  @Test
  void an_archive_in_wide_numbers_is_read() {
    byte[] zip = Zips.named("notes.txt");
    byte[] wide = Zips.wide(zip, 0xFFFF, -1, -1);

    assertThat(detect(wide).confidence()).isEqualTo(Confidence.WHOLE);
    assertThat(detect(wide).fact(Fact.Entries.class).orElseThrow().entries()).isEqualTo(1);
  }

  /// As Info-ZIP writes it to a pipe.
  @Test
  void an_archive_in_wide_numbers_that_did_not_need_them_is_read() {
    byte[] zip = Zips.named("notes.txt");
    int end = Zips.find(zip, Zips.END);
    int directory = Zips.find(zip, Zips.CENTRAL);

    Finding finding = detect(Zips.wide(zip, 1, end - directory, directory));

    assertThat(finding.confidence()).isEqualTo(Confidence.WHOLE);
    assertThat(finding.dangers()).isEmpty();
    assertThat(hazards(Zips.wide(zip, 1, end - directory, directory - 1)))
        .containsExactly(Hazard.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({"xz, 5000", "lzip, 5000", "zstd, 5256", "lz4, 5000"})
  void a_compressed_stream_tells_what_it_unpacks_to(String kind, long unpacked) {
    Bytes stream =
        switch (kind) {
          case "xz" -> ArchiveSamples.xz(5000);
          case "lzip" -> ArchiveSamples.lzip(5000);
          case "zstd" -> new Bytes().hex("28B52FFD 60 8813").zeros(20);
          default -> new Bytes().hex("04224D18 68 40 8813000000000000 00").zeros(20);
        };
    assertThat(detect(stream.array()).fact(Fact.Entries.class).orElseThrow().unpackedBytes())
        .isEqualTo(unpacked);
  }

  @Test
  void a_TAR_in_a_GZIP_is_seen_through() {
    Finding finding = detect(ArchiveSamples.gzip(ArchiveSamples.tar("notes.txt", '0', "hello")));

    assertThat(finding.mediaType()).hasToString("application/gzip");
    assertThat(finding.extension()).isEqualTo("tar.gz");
    Fact.Entries entries = finding.fact(Fact.Entries.class).orElseThrow();
    assertThat(entries.unpackedBytes()).isEqualTo(2048);
    assertThat(entries.nestedArchives()).as("one archive, packed").isZero();
    assertThat(entries.complete()).isFalse();
  }

  @Test
  void what_says_it_is_larger_than_it_is_was_cut_off() {
    for (Bytes sample :
        List.of(
            ArchiveSamples.sevenZip(), ArchiveSamples.cabinet("a", 0), PictureSamples.bitmap())) {
      byte[] bytes = sample.array();
      assertThat(hazards(Arrays.copyOf(bytes, bytes.length - 1))).containsExactly(Hazard.DAMAGED);
      assertThat(hazards(Bytes.join(bytes, "0123456789".getBytes(StandardCharsets.US_ASCII))))
          .containsExactly(Hazard.DAMAGED);
    }
  }

  private List<Hazard> hazards(byte[] bytes) {
    Finding finding = detect(bytes);
    assertThat(finding.determined()).as("%s", finding).isTrue();
    return finding.dangers().stream().map(Fact.Danger::hazard).toList();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
