package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose document a compound file is.
final class CompoundKinds {
  private static final String OFFICE_CLASS = "00000000c000000000000046";

  /// The root's class, and what it stands for. Classes of Office end alike.
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("00020906" + OFFICE_CLASS, "application/msword"),
          Map.entry("00020900" + OFFICE_CLASS, "application/msword"),
          Map.entry("00020810" + OFFICE_CLASS, "application/vnd.ms-excel"),
          Map.entry("00020820" + OFFICE_CLASS, "application/vnd.ms-excel"),
          Map.entry("64818d104f9b11cf86ea00aa00b929e8", "application/vnd.ms-powerpoint"),
          Map.entry("64818d114f9b11cf86ea00aa00b929e8", "application/vnd.ms-powerpoint"),
          Map.entry("00020d0b" + OFFICE_CLASS, "application/vnd.ms-outlook"),
          Map.entry("0006f046" + OFFICE_CLASS, "application/vnd.ms-outlook"),
          Map.entry("000c1084" + OFFICE_CLASS, "application/x-msi"),
          Map.entry("000c1086" + OFFICE_CLASS, "application/x-ms-patch"),
          Map.entry("000c1082" + OFFICE_CLASS, "application/x-ms-transform"),
          Map.entry("00021a11" + OFFICE_CLASS, "application/vnd.visio"),
          Map.entry("00021a13" + OFFICE_CLASS, "application/vnd.visio"),
          Map.entry("00021a14" + OFFICE_CLASS, "application/vnd.visio"),
          Map.entry("00021201" + OFFICE_CLASS, "application/x-mspublisher"),
          Map.entry("74b78f3ac8c811d1be1100c04fb6faf1", "application/vnd.ms-project"),
          Map.entry("28cddbc20ae211ceb29f00aa00a6dbd6", "application/vnd.ms-works"));

  /// A stream or storage that only documents of a kind have, the most telling first: what is
  /// embedded in a document has streams of its own.
  private static final List<Map.Entry<String, String>> NAMES =
      List.of(
          Map.entry("EncryptedPackage", "application/vnd.ms-office.encrypted"),
          Map.entry("__properties_version1.0", "application/vnd.ms-outlook"),
          Map.entry("__nameid_version1.0", "application/vnd.ms-outlook"),
          Map.entry("PowerPoint Document", "application/vnd.ms-powerpoint"),
          Map.entry("PP40", "application/vnd.ms-powerpoint"),
          Map.entry("Quill", "application/x-mspublisher"),
          Map.entry("WordDocument", "application/msword"),
          Map.entry("Workbook", "application/vnd.ms-excel"),
          Map.entry("WORKBOOK", "application/vnd.ms-excel"),
          Map.entry("Book", "application/vnd.ms-excel"),
          Map.entry("BOOK", "application/vnd.ms-excel"),
          Map.entry("VisioDocument", "application/vnd.visio"),
          Map.entry("Props9", "application/vnd.ms-project"),
          Map.entry("Props12", "application/vnd.ms-project"),
          Map.entry("Props14", "application/vnd.ms-project"),
          Map.entry("BodyText", "application/x-hwp"),
          Map.entry("HwpSummaryInformation", "application/x-hwp"),
          Map.entry("\5HwpSummaryInformation", "application/x-hwp"),
          Map.entry("MatOST", "application/vnd.ms-works"),
          Map.entry("WksSSWorkBook", "application/vnd.ms-works"),
          Map.entry("Catalog", "application/x-thumbs-db"),
          Map.entry("SwDocContentMgr", "application/sldworks"),
          Map.entry("SwDocMgrTempStorage", "application/sldworks"),
          Map.entry("BasicFileInfo", "application/x-revit"),
          Map.entry("RSeStorage", "application/vnd.autodesk.inventor.part"),
          Map.entry("UFRxDoc", "application/vnd.autodesk.inventor.part"),
          Map.entry("VideoPostQueue", "application/x-3dsmax"),
          Map.entry("StarWriterDocument", "application/vnd.stardivision.writer"),
          Map.entry("StarCalcDocument", "application/vnd.stardivision.calc"),
          Map.entry("StarDrawDocument3", "application/vnd.stardivision.draw"),
          Map.entry("StarDrawDocument", "application/vnd.stardivision.draw"));

  private CompoundKinds() {}

  static Finding finding(List<CompoundFile.Entry> entries, long at) {
    Set<String> names = new HashSet<>();
    entries.forEach(entry -> names.add(entry.name()));
    CompoundFile.Entry root = entries.getFirst();
    String byClass = root.type() == 5 ? CLASSES.get(root.classId()) : null;
    Optional<Map.Entry<String, String>> byName =
        NAMES.stream().filter(it -> names.contains(it.getKey())).findFirst();
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

  private static String printable(String name) {
    return name.replaceAll("[\\x00-\\x1F]", "");
  }
}
