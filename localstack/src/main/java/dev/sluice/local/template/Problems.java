package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/// Collects what is wrong, to be told all at once.
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();
  private final Set<String> withoutEffect = new TreeSet<>();

  void add(String where, String what) {
    found.add(where + ": " + what);
  }

  /// What is no problem, and may be missed all the same.
  void withoutEffect(String type, String property) {
    if (WithoutEffect.isMissed(type, property)) {
      withoutEffect.add(type + " " + property);
    }
  }

  Set<String> withoutEffect() {
    return withoutEffect;
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new TemplateException(new ArrayList<>(found));
    }
  }
}
