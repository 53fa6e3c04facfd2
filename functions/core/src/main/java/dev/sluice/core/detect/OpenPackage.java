package dev.sluice.core.detect;

import java.util.Locale;
import java.util.Optional;

/// What an Open Packaging package (ECMA-376, part 2) is: its `[Content_Types].xml` names the type
/// of its main part; where that was not read, its folders tell the family.
final class OpenPackage {
  static final String CONTENT_TYPES = "[Content_Types].xml";

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String WORD = "application/vnd.ms-word.";
  private static final String EXCEL = "application/vnd.ms-excel.";
  private static final String POWER_POINT = "application/vnd.ms-powerpoint.";
  private static final String MODEL = "application/vnd.ms-package.3dmanufacturing-3dmodel+xml";
  private static final String PACKAGE = "application/vnd.openxmlformats-package";
  private static final String VISIO = "application/vnd.ms-visio.";

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
      Optional<String> kind =
          byMainPart(xml.substring(open + 1, close).strip().toLowerCase(Locale.ROOT));
      if (kind.isPresent()) {
        return kind;
      }
    }
    return Optional.empty();
  }

  /// Whether the text of a `[Content_Types].xml` says that a part is a project of Visual Basic or a
  /// sheet of Excel 4.0 macros, however the part is called (MS-OFFMACRO2 2.2.1; MS-OE376).
  static boolean hasMacros(String xml) {
    String lower = xml.toLowerCase(Locale.ROOT);
    return lower.contains("application/vnd.ms-office.vbaproject")
        || lower.contains("application/vnd.ms-excel.macrosheet")
        || lower.contains("application/vnd.ms-excel.intlmacrosheet");
  }

  /// A main part's content type is that of the whole with `.main+xml` behind; where there are
  /// macros, the whole has `.12` behind instead, and some templates say twice that they are one.
  private static Optional<String> byMainPart(String contentType) {
    int main = contentType.lastIndexOf(".main");
    if (main < 0 && !contentType.equals(MODEL)) {
      return Optional.empty();
    }
    String whole =
        main < 0
            ? contentType
            : contentType.substring(0, main).replace("macroenabledtemplate", "macroenabled");
    return Kinds.known()
        .named(whole)
        .or(() -> Kinds.known().named(whole + ".12"))
        .filter(kind -> kind.parents().stream().anyMatch(it -> it.toString().equals(PACKAGE)))
        .map(kind -> kind.mediaType().toString());
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
    if (names.has("/*.nuspec")) {
      return "application/vnd.nuget.package";
    }
    if (names.has("/*.fdseq") || names.has("FixedDocumentSequence.fdseq/[0].piece")) {
      return names.has("dwf/*") || names.has("DWFDocumentSequence.dwfseq")
          ? "model/vnd.dwfx+xps"
          : "application/vnd.ms-xpsdocument";
    }
    if (names.has("3D/3dmodel.model")) {
      return "model/3mf";
    }
    if (names.has("xl/workbook.bin")) {
      return EXCEL + "sheet.binary.macroenabled.12";
    }
    if (names.has("word/*")) {
      return macros ? WORD + "document.macroenabled.12" : OFFICE + "wordprocessingml.document";
    }
    if (names.has("xl/*")) {
      return macros ? EXCEL + "sheet.macroenabled.12" : OFFICE + "spreadsheetml.sheet";
    }
    if (names.has("ppt/*")) {
      return macros
          ? POWER_POINT + "presentation.macroenabled.12"
          : OFFICE + "presentationml.presentation";
    }
    if (names.has("visio/*")) {
      return macros ? VISIO + "drawing.macroenabled.12" : "application/vnd.ms-visio.drawing";
    }
    return PACKAGE;
  }
}
