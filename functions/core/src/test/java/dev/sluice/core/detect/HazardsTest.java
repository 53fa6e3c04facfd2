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
    int end = Zips.find(zip, Zips.END);
    int directory = Zips.find(zip, Zips.CENTRAL);
    byte[] wide =
        new Bytes()
            .bytes(Arrays.copyOf(zip, end))
            .ascii("PK\u0006\u0006")
            .le64(44)
            .le16(45)
            .le16(45)
            .le32(0)
            .le32(0)
            .le64(1)
            .le64(1)
            .le64(end - directory)
            .le64(directory)
            .ascii("PK\u0006\u0007")
            .le32(0)
            .le64(end)
            .le32(1)
            .ascii(Zips.END)
            .le16(0)
            .le16(0)
            .le16(0xFFFF)
            .le16(0xFFFF)
            .le32(-1)
            .le32(-1)
            .le16(0)
            .array();

    assertThat(detect(wide).confidence()).isEqualTo(Confidence.WHOLE);
    assertThat(detect(wide).fact(Fact.Entries.class).orElseThrow().entries()).isEqualTo(1);
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
    assertThat(finding.fact(Fact.Entries.class).orElseThrow().unpackedBytes()).isEqualTo(2048);
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
