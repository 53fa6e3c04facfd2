package dev.sluice.local.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The actions or the resources of a statement: those that fit a pattern, or all the others
/// (`NotAction`, `NotResource`).
record Selection(boolean others, List<String> patterns) {
  Selection {
    patterns = List.copyOf(patterns);
  }

  /// The pattern by which a resource is selected.
  Optional<String> selects(String resource) {
    return decided(patterns.stream().filter(one -> Wildcard.matches(one, resource)).findFirst());
  }

  /// The same for an action, whose case does not matter.
  Optional<String> selectsAction(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return decided(
        patterns.stream()
            .filter(one -> Wildcard.matches(one.toLowerCase(Locale.ROOT), lower))
            .findFirst());
  }

  /// As grants are named, one for each pattern.
  List<String> names() {
    return others ? List.of(allBut()) : patterns;
  }

  private Optional<String> decided(Optional<String> fitting) {
    if (!others) {
      return fitting;
    }
    return fitting.isPresent() ? Optional.empty() : Optional.of(allBut());
  }

  private String allBut() {
    return "all but " + String.join(", ", patterns);
  }
}
