package dev.sluice.core.detect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an Open Packaging package (ECMA-376, part 2) is: its `[Content_Types].xml` names the type
/// of its main part; where that was not read, its folders tell the family.
final class OpenPackage {
  static final String CONTENT_TYPES = "[Content_Types].xml";

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String WORD = "application/vnd.ms-word.";
  private static final String EXCEL = "application/vnd.ms-excel.";
  private static final String POWER_POINT = "application/vnd.ms-powerpoint.";
  private static final String VISIO = "application/vnd.ms-visio.";

  /// Content type of the main part, in lower case, and what a file with such a part is.
  private static final Map<String, String> MAIN_PARTS =
      Map.ofEntries(
          Map.entry(
              OFFICE + "wordprocessingml.document.main+xml", OFFICE + "wordprocessingml.document"),
          Map.entry(
              OFFICE + "wordprocessingml.template.main+xml", OFFICE + "wordprocessingml.template"),
          Map.entry(WORD + "document.macroenabled.main+xml", WORD + "document.macroenabled.12"),
          Map.entry(
              WORD + "template.macroenabledtemplate.main+xml", WORD + "template.macroenabled.12"),
          Map.entry(WORD + "template.macroenabled.main+xml", WORD + "template.macroenabled.12"),
          Map.entry(OFFICE + "spreadsheetml.sheet.main+xml", OFFICE + "spreadsheetml.sheet"),
          Map.entry(OFFICE + "spreadsheetml.template.main+xml", OFFICE + "spreadsheetml.template"),
          Map.entry(EXCEL + "sheet.macroenabled.main+xml", EXCEL + "sheet.macroenabled.12"),
          Map.entry(EXCEL + "template.macroenabled.main+xml", EXCEL + "template.macroenabled.12"),
          Map.entry(EXCEL + "addin.macroenabled.main+xml", EXCEL + "addin.macroenabled.12"),
          Map.entry(
              EXCEL + "sheet.binary.macroenabled.main", EXCEL + "sheet.binary.macroenabled.12"),
          Map.entry(
              OFFICE + "presentationml.presentation.main+xml",
              OFFICE + "presentationml.presentation"),
          Map.entry(
              OFFICE + "presentationml.slideshow.main+xml", OFFICE + "presentationml.slideshow"),
          Map.entry(
              OFFICE + "presentationml.template.main+xml", OFFICE + "presentationml.template"),
          Map.entry(
              POWER_POINT + "presentation.macroenabled.main+xml",
              POWER_POINT + "presentation.macroenabled.12"),
          Map.entry(
              POWER_POINT + "slideshow.macroenabled.main+xml",
              POWER_POINT + "slideshow.macroenabled.12"),
          Map.entry(
              POWER_POINT + "template.macroenabled.main+xml",
              POWER_POINT + "template.macroenabled.12"),
          Map.entry(
              POWER_POINT + "addin.macroenabled.main+xml", POWER_POINT + "addin.macroenabled.12"),
          Map.entry(VISIO + "drawing.main+xml", "application/vnd.ms-visio.drawing"),
          Map.entry(VISIO + "stencil.main+xml", VISIO + "stencil"),
          Map.entry(VISIO + "template.main+xml", VISIO + "template"),
          Map.entry(VISIO + "drawing.macroenabled.main+xml", VISIO + "drawing.macroenabled.12"),
          Map.entry(VISIO + "stencil.macroenabled.main+xml", VISIO + "stencil.macroenabled.12"),
          Map.entry(VISIO + "template.macroenabled.main+xml", VISIO + "template.macroenabled.12"),
          Map.entry("application/vnd.ms-package.3dmanufacturing-3dmodel+xml", "model/3mf"));

  private OpenPackage() {}

  /// What the text of a `[Content_Types].xml` says; nothing if it names no main part that is known.
  static Optional<String> byContentTypes(String xml) {
    String attribute = "ContentType";
    for (int at = xml.indexOf(attribute); at >= 0; at = xml.indexOf(attribute, at + 1)) {
      int open = at + attribute.length();
      while (open < xml.length() && (xml.charAt(open) == ' ' || xml.charAt(open) == '=')) {
        open++;
      }
      if (open >= xml.length() || (xml.charAt(open) != '"' && xml.charAt(open) != '\'')) {
        continue;
      }
      int close = xml.indexOf(xml.charAt(open), open + 1);
      if (close < 0) {
        break;
      }
      String kind = MAIN_PARTS.get(xml.substring(open + 1, close).strip().toLowerCase(Locale.ROOT));
      if (kind != null) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// By names alone, which writers may choose: the usual ones.
  static String byNames(ZipNames names) {
    boolean macros = names.hasMacros();
    if (names.has("AppxManifest.xml")) {
      return names.has("AppxMetadata/CodeIntegrity.cat") || names.has("AppxSignature.p7x")
          ? "application/msix"
          : "application/vnd.ms-appx";
    }
    if (names.has("AppxMetadata/AppxBundleManifest.xml")) {
      return "application/vnd.ms-appx.bundle";
    }
    if (names.has("extension.vsixmanifest")) {
      return "application/vsix";
    }
    if (names.topWithSuffix(".nuspec")) {
      return "application/vnd.nuget.package";
    }
    if (names.topWithSuffix(".fdseq") || names.has("FixedDocumentSequence.fdseq/[0].piece")) {
      return names.anyPrefix("dwf/") || names.has("DWFDocumentSequence.dwfseq")
          ? "model/vnd.dwfx+xps"
          : "application/vnd.ms-xpsdocument";
    }
    if (names.has("3D/3dmodel.model")) {
      return "model/3mf";
    }
    if (names.has("xl/workbook.bin")) {
      return EXCEL + "sheet.binary.macroenabled.12";
    }
    if (names.anyPrefix("word/")) {
      return macros ? WORD + "document.macroenabled.12" : OFFICE + "wordprocessingml.document";
    }
    if (names.anyPrefix("xl/")) {
      return macros ? EXCEL + "sheet.macroenabled.12" : OFFICE + "spreadsheetml.sheet";
    }
    if (names.anyPrefix("ppt/")) {
      return macros
          ? POWER_POINT + "presentation.macroenabled.12"
          : OFFICE + "presentationml.presentation";
    }
    if (names.anyPrefix("visio/")) {
      return macros ? VISIO + "drawing.macroenabled.12" : "application/vnd.ms-visio.drawing";
    }
    return "application/vnd.openxmlformats-package";
  }
}
