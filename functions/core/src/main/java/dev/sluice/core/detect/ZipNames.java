package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names in a ZIP, as far as its directory was read.
final class ZipNames {
  private final List<String> inOrder;
  private final Set<String> names;

  ZipNames(List<ZipEntry> entries) {
    inOrder = entries.stream().map(ZipEntry::name).toList();
    names = new HashSet<>(inOrder);
  }

  String first() {
    return inOrder.isEmpty() ? "" : inOrder.getFirst();
  }

  boolean has(String name) {
    return names.contains(name);
  }

  boolean anyPrefix(String prefix) {
    for (String name : inOrder) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Of some name that lies in no folder.
  boolean topWithSuffix(String suffix) {
    for (String name : inOrder) {
      if (name.endsWith(suffix) && name.indexOf('/') < 0) {
        return true;
      }
    }
    return false;
  }

  boolean allWithSuffix(String suffix) {
    for (String name : inOrder) {
      if (!name.endsWith(suffix)) {
        return false;
      }
    }
    return !inOrder.isEmpty();
  }

  /// Of some name in a folder with a suffix of its own, such as `x.dist-info/WHEEL`.
  boolean anySuffix(String suffix) {
    for (String name : inOrder) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /// Where Office and OpenOffice keep what a document runs (MS-OFFMACRO2 2.2.1; OpenDocument 1.3,
  /// 3.16: scripts).
  boolean hasMacros() {
    return anySuffix("vbaProject.bin")
        || anySuffix("vbaData.xml")
        || anyPrefix("Basic/")
        || anyPrefix("Scripts/")
        || anyPrefix("xl/macrosheets/");
  }
}
