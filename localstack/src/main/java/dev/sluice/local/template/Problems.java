package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/// Collects what is wrong, to be told all at once.
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();

  void add(String where, String what) {
    found.add(where + ": " + what);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new TemplateException(new ArrayList<>(found));
    }
  }
}
