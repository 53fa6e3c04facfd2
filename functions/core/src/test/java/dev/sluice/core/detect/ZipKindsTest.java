package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.media.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipKindsTest {
  private final Detector detector = new Detector();

  @ParameterizedTest
  @CsvSource({
    "notes.txt, application/zip",
    "META-INF/MANIFEST.MF, application/java-archive",
    "META-INF/MANIFEST.MF WEB-INF/web.xml, application/x-java-web-archive",
    "META-INF/MANIFEST.MF META-INF/application.xml, application/x-java-enterprise-archive",
    "META-INF/MANIFEST.MF AndroidManifest.xml classes.dex, application/vnd.android.package-archive",
    "AndroidManifest.xml classes.jar, application/x-android-library",
    "BundleConfig.pb base/manifest/AndroidManifest.xml, application/x-android-app-bundle",
    "Payload/Notes.app/Info.plist, application/x-ios-app",
    "manifest.json META-INF/mozilla.rsa META-INF/manifest.mf, application/x-xpinstall",
    "notes/__init__.py notes-1.0.dist-info/WHEEL, application/x-wheel+zip",
    "Index/Document.iwa Index/Slide-1.iwa, application/vnd.apple.keynote",
    "Index/Document.iwa Index/Tables/DataList.iwa, application/vnd.apple.numbers",
    "Index/Document.iwa Metadata/Properties.plist, application/vnd.apple.pages",
    "doc.kml images/a.png, application/vnd.google-earth.kmz",
    "document.json meta.json user.json pages/1.json, application/vnd.sketch",
    "content.json metadata.json manifest.json, application/vnd.xmind.workbook",
    "scene.usdc textures/a.png, model/vnd.usdz+zip",
    "geogebra.xml, application/vnd.geogebra.file",
    "a.npy b.npy, application/x-numpy-archive",
    "model/data.pkl model/version, application/x-pytorch",
    "canvas.fig meta.json, application/vnd.figma",
    "'[Content_Types].xml word/document.xml',"
        + " application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "'[Content_Types].xml word/document.xml word/vbaProject.bin',"
        + " application/vnd.ms-word.document.macroenabled.12",
    "'[Content_Types].xml xl/workbook.bin',"
        + " application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "'[Content_Types].xml notes.nuspec', application/vnd.nuget.package",
    "'[Content_Types].xml extension.vsixmanifest', application/vsix",
    "'[Content_Types].xml FixedDocumentSequence.fdseq', application/vnd.ms-xpsdocument",
    "'[Content_Types].xml 3D/3dmodel.model', model/3mf",
    "'[Content_Types].xml something.xml', application/vnd.openxmlformats-package",
  })
  void archives_are_told_apart_by_their_entries(String names, String mediaType) {
    byte[] zip = Zips.named(names.split(" ", -1));

    Finding finding = detect(zip);

    assertThat(finding.mediaType()).hasToString(mediaType);
    assertThat(finding.confidence()).isEqualTo(Confidence.WHOLE);
    assertCutSaysNoMore(zip, mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet-template",
        "application/vnd.oasis.opendocument.graphics",
        "application/vnd.sun.xml.writer",
        "application/epub+zip",
        "image/openraster",
        "application/hwp+zip",
      })
  void a_first_entry_that_says_the_type_is_believed(String mediaType) {
    byte[] zip = Zips.of("mimetype", mediaType, "content.xml", "<x/>");

    assertThat(detect(zip).mediaType()).hasToString(mediaType);
    assertCutSaysNoMore(zip, mediaType);
  }

  @Test
  void a_first_entry_that_says_another_container_is_not_believed() {
    assertThat(detect(Zips.of("mimetype", "image/png", "x", "y")).mediaType())
        .hasToString("application/zip");
  }

  @ParameterizedTest
  @CsvSource({
    "openxmlformats-officedocument.wordprocessingml.document.main+xml,"
        + " openxmlformats-officedocument.wordprocessingml.document",
    "openxmlformats-officedocument.wordprocessingml.template.main+xml,"
        + " openxmlformats-officedocument.wordprocessingml.template",
    "ms-word.document.macroEnabled.main+xml, ms-word.document.macroenabled.12",
    "ms-word.template.macroEnabledTemplate.main+xml, ms-word.template.macroenabled.12",
    "openxmlformats-officedocument.spreadsheetml.sheet.main+xml,"
        + " openxmlformats-officedocument.spreadsheetml.sheet",
    "ms-excel.sheet.macroEnabled.main+xml, ms-excel.sheet.macroenabled.12",
    "ms-excel.addin.macroEnabled.main+xml, ms-excel.addin.macroenabled.12",
    "openxmlformats-officedocument.presentationml.slideshow.main+xml,"
        + " openxmlformats-officedocument.presentationml.slideshow",
    "ms-powerpoint.presentation.macroEnabled.main+xml,"
        + " ms-powerpoint.presentation.macroenabled.12",
    "ms-visio.template.main+xml, ms-visio.template",
    "ms-package.3dmanufacturing-3dmodel+xml, 3mf",
  })
  void office_documents_are_told_apart_by_the_type_of_their_main_part(String main, String kind) {
    String mediaType = kind.equals("3mf") ? "model/3mf" : "application/vnd." + kind;
    byte[] zip = Zips.office("application/vnd." + main, "_rels/.rels", "main.xml");

    assertThat(detect(zip).mediaType()).hasToString(mediaType);
  }

  @Test
  void the_types_are_read_wherever_their_entry_stands_in_a_large_file() {
    byte[] incompressible = new byte[200_000];
    new Random(1).nextBytes(incompressible);
    byte[] zip =
        Zips.of(
            "word/media/a.stored",
            new String(incompressible, StandardCharsets.ISO_8859_1),
            "[Content_Types].xml",
            "<Types><Override ContentType='application/vnd.ms-word.template.macroEnabledTemplate"
                + ".main+xml'/></Types>",
            "word/media/b.stored",
            new String(incompressible, StandardCharsets.ISO_8859_1));
    CountingSource source = new CountingSource(zip);

    assertThat(detector.detect(source).mediaType())
        .hasToString("application/vnd.ms-word.template.macroenabled.12");
    assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
    assertThat(source.bytesRead()).isLessThanOrEqualTo(16 * 1024);
  }

  @Test
  void names_at_the_end_of_a_large_directory_are_seen() {
    String[] names = new String[3_000];
    Arrays.setAll(names, i -> "a/rather/long/name/of/an/entry/%05d".formatted(i));
    names[2_999] = "notes-1.0.dist-info/WHEEL";

    assertThat(detect(Zips.named(names)).mediaType()).hasToString("application/x-wheel+zip");
  }

  private void assertCutSaysNoMore(byte[] zip, String mediaType) {
    for (int length = 4; length < zip.length; length++) {
      Finding cut = detect(Arrays.copyOf(zip, length));
      // Without the entries behind the cut it may be what those before it say, which is some ZIP.
      assertThat(cut.confidence())
          .as("%s cut to %d", mediaType, length)
          .isNotEqualTo(Confidence.WHOLE);
      assertThat(
              !cut.determined()
                  || Kinds.known().isA(cut.mediaType(), MediaType.parse("application/zip"))
                  || Kinds.known().isA(MediaType.parse(mediaType), cut.mediaType()))
          .as("%s cut to %d: %s", mediaType, length, cut)
          .isTrue();
    }
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
