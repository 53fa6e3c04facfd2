package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A kind that a few fields behind its signature prove: no class of its own is worth it. If they
/// make no sense, it is not of the kind, and may be another one.
///
/// @param mediaType of a kind in `kinds.txt`
/// @param sensible whether the fields are as the format says; what lies beyond the window is -1
/// @param facts what the fields say
record Header(String mediaType, Predicate<Evidence> sensible, Function<Window, List<Fact>> facts)
    implements Structure {

  static Header of(String mediaType, Predicate<Window> sensible) {
    return of(mediaType, sensible, head -> List.of());
  }

  static Header of(
      String mediaType, Predicate<Window> sensible, Function<Window, List<Fact>> facts) {
    return new Header(mediaType, evidence -> sensible.test(evidence.head()), facts);
  }

  /// Of a program: whoever opens it runs it.
  static Header program(String mediaType, Predicate<Window> sensible) {
    return of(
        mediaType,
        sensible,
        head -> List.of(new Fact.Danger(Hazard.EXECUTABLE, "the file is a program")));
  }

  /// Dimensions, if there are any.
  static List<Fact> size(long width, long height) {
    return width > 0 && height > 0 ? List.of(new Fact.Dimensions(width, height)) : List.of();
  }

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    if (!sensible.test(evidence)) {
      return Optional.empty();
    }
    Window head = evidence.head();
    Finding finding =
        Finding.of(mediaType, Confidence.STRUCTURE, 0, head.hex(0, 8) + ", a sensible header");
    for (Fact fact : facts.apply(head)) {
      finding = finding.with(fact);
    }
    return Optional.of(finding);
  }
}
