package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

  boolean hasAll(List<String> patterns) {
    for (String pattern : patterns) {
      if (!has(pattern)) {
        return false;
      }
    }
    return true;
  }

  /// Whether there is such a name: `name` itself, `folder/*` a beginning, `*.end` an end, `/*.end`
  /// the same in no folder, `^name` the first one; `=*.end` all have it, `!name` none is it.
  boolean has(String pattern) {
    String rest = pattern.substring(1);
    return switch (pattern.charAt(0)) {
      case '!' -> !names.contains(rest);
      case '^' -> first().equals(rest);
      case '=' ->
          !inOrder.isEmpty() && inOrder.stream().allMatch(name -> name.endsWith(rest.substring(1)));
      case '/' -> any(name -> name.indexOf('/') < 0 && name.endsWith(rest.substring(1)));
      case '*' -> any(name -> name.endsWith(rest));
      default ->
          pattern.endsWith("*")
              ? any(name -> name.startsWith(pattern.substring(0, pattern.length() - 1)))
              : names.contains(pattern);
    };
  }

  private boolean any(Predicate<String> holds) {
    return inOrder.stream().anyMatch(holds);
  }

  /// Where Office and OpenOffice keep what a document runs (MS-OFFMACRO2 2.2.1; OpenDocument 1.3,
  /// 3.16: scripts).
  boolean hasMacros() {
    return has("*vbaProject.bin")
        || has("*vbaData.xml")
        || has("Basic/*")
        || has("Scripts/*")
        || has("xl/macrosheets/*");
  }
}
