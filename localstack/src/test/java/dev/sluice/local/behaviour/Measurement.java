package dev.sluice.local.behaviour;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Which behaviours a service has.
///
/// @param had by each behaviour's name
/// @param reasons why those that it does not have were found to be absent
record Measurement(Map<String, Boolean> had, Map<String, String> reasons) {
  Measurement() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /// Asks every behaviour of a service of its own.
  <T> void ask(List<Section<T>> sections, Supplier<T> service) {
    for (Section<T> section : sections) {
      for (Behaviour<T> behaviour : section.behaviours()) {
        had.put(key(section, behaviour), has(behaviour, key(section, behaviour), service));
      }
    }
  }

  static String key(Section<?> section, Behaviour<?> behaviour) {
    return section.title() + ": " + behaviour.name();
  }

  /// Whatever a probe throws, the service does not behave so.
  private <T> boolean has(Behaviour<T> behaviour, String key, Supplier<T> service) {
    try {
      behaviour.probe().ask(service.get());
      return true;
    } catch (Exception | AssertionError absent) {
      reasons.put(key, String.valueOf(absent));
      return false;
    }
  }
}
