package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose document a compound file is.
final class CompoundKinds {
  /// A kind, and the class of its root.
  private static final Map<String, String> CLASSES =
      inverted(
          """
          application/msword 0002090600000000c000000000000046
          application/msword 0002090000000000c000000000000046
          application/vnd.ms-excel 0002081000000000c000000000000046
          application/vnd.ms-excel 0002082000000000c000000000000046
          application/vnd.ms-powerpoint 64818d104f9b11cf86ea00aa00b929e8
          application/vnd.ms-powerpoint 64818d114f9b11cf86ea00aa00b929e8
          application/vnd.ms-outlook 00020d0b00000000c000000000000046
          application/vnd.ms-outlook 0006f04600000000c000000000000046
          application/x-msi 000c108400000000c000000000000046
          application/x-ms-patch 000c108600000000c000000000000046
          application/x-ms-transform 000c108200000000c000000000000046
          application/vnd.visio 00021a1100000000c000000000000046
          application/vnd.visio 00021a1300000000c000000000000046
          application/vnd.visio 00021a1400000000c000000000000046
          application/x-mspublisher 0002120100000000c000000000000046
          application/vnd.ms-project 74b78f3ac8c811d1be1100c04fb6faf1
          application/vnd.ms-works 28cddbc20ae211ceb29f00aa00a6dbd6
          """);

  /// A kind, and a stream or storage that only its documents have, the most telling first: what is
  /// embedded in a document has streams of its own.
  private static final Map<String, String> NAMES =
      inverted(
          """
          application/vnd.ms-office.encrypted EncryptedPackage
          application/vnd.ms-outlook __properties_version1.0
          application/vnd.ms-outlook __nameid_version1.0
          application/vnd.ms-powerpoint PowerPoint Document
          application/vnd.ms-powerpoint PP40
          application/x-mspublisher Quill
          application/msword WordDocument
          application/vnd.ms-excel Workbook
          application/vnd.ms-excel WORKBOOK
          application/vnd.ms-excel Book
          application/vnd.ms-excel BOOK
          application/vnd.visio VisioDocument
          application/vnd.ms-project Props9
          application/vnd.ms-project Props12
          application/vnd.ms-project Props14
          application/x-hwp BodyText
          application/x-hwp HwpSummaryInformation
          application/x-hwp \5HwpSummaryInformation
          application/vnd.ms-works MatOST
          application/vnd.ms-works WksSSWorkBook
          application/x-thumbs-db Catalog
          application/sldworks SwDocContentMgr
          application/sldworks SwDocMgrTempStorage
          application/x-revit BasicFileInfo
          application/vnd.autodesk.inventor.part RSeStorage
          application/vnd.autodesk.inventor.part UFRxDoc
          application/x-3dsmax VideoPostQueue
          application/vnd.stardivision.writer StarWriterDocument
          application/vnd.stardivision.calc StarCalcDocument
          application/vnd.stardivision.draw StarDrawDocument3
          application/vnd.stardivision.draw StarDrawDocument
          """);

  private CompoundKinds() {}

  static Finding finding(List<CompoundFile.Entry> entries, long at) {
    Set<String> names = new HashSet<>();
    entries.forEach(entry -> names.add(entry.name()));
    CompoundFile.Entry root = entries.getFirst();
    String byClass = root.type() == 5 ? CLASSES.get(root.classId()) : null;
    Optional<Map.Entry<String, String>> byName =
        NAMES.entrySet().stream().filter(it -> names.contains(it.getKey())).findFirst();
    boolean installer = entries.stream().anyMatch(entry -> isPackedName(entry.name()));
    // The class is the author's word; streams that a reader opens are more than that.
    String mediaType =
        byName.isPresent()
            ? byName.get().getValue()
            : byClass != null
                ? byClass
                : installer ? "application/x-msi" : "application/x-ole-storage";
    String what =
        byName
            .map(it -> "stream " + printable(it.getKey()))
            .orElse("directory, class " + root.classId());
    return hazards(Finding.of(mediaType, Confidence.STRUCTURE, at, what), names);
  }

  private static Finding hazards(Finding finding, Set<String> names) {
    Finding result = finding;
    String type = finding.mediaType().toString();
    if (names.contains("EncryptedPackage") || names.contains("EncryptedSummary")) {
      result = result.with(Hazard.ENCRYPTED, "stream EncryptedPackage");
    }
    if (names.contains("_VBA_PROJECT")
        || names.contains("_VBA_PROJECT_CUR")
        || names.contains("Macros")
        || names.contains("VBA")) {
      result = result.with(Hazard.MACROS, "storage of a VBA project");
    }
    return type.equals("application/x-msi")
            || type.equals("application/x-ms-patch")
            || type.equals("application/x-ms-transform")
        ? result.with(Hazard.EXECUTABLE, "it installs programs")
        : result;
  }

  /// Windows Installer packs two characters of a table's name into one of U+3800 to U+4840.
  private static boolean isPackedName(String name) {
    return name.length() > 1
        && name.charAt(0) == 0x4840
        && name.chars().allMatch(character -> character >= 0x3800 && character <= 0x4840);
  }

  /// In the order of the rows: what stands behind the first space leads to what stands before it.
  private static Map<String, String> inverted(String rows) {
    Map<String, String> inverted = new LinkedHashMap<>();
    rows.lines()
        .forEach(
            row -> {
              int space = row.indexOf(' ');
              inverted.put(row.substring(space + 1), row.substring(0, space));
            });
    return inverted;
  }

  private static String printable(String name) {
    return name.replaceAll("[\\x00-\\x1F]", "");
  }
}
