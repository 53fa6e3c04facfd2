package dev.sluice.core.verdict;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.detect.Confidence;
import dev.sluice.core.detect.Fact;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Hazard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What was seen in a file of an allowed type, held against what its collection takes.
final class Contents {
  /// Bytes that fill nobody's memory, whatever they were packed in.
  private static final long HARMLESS = 64 * 1024;

  private static final Set<Hazard> OF_A_SECOND_KIND = Set.of(Hazard.POLYGLOT, Hazard.DAMAGED);

  private Contents() {}

  /// What speaks against the file; the first of it, what may harm before what is too large.
  static Optional<Reason> objection(Finding finding, CollectionRules rules) {
    return secondKind(finding, rules)
        .or(() -> hazard(finding, rules))
        .or(() -> pixels(finding, rules))
        .or(() -> archive(finding, rules.content().archives()));
  }

  /// What was not seen, though it counts.
  static Optional<Reason> doubt(Finding finding, CollectionRules rules) {
    return finding
        .fact(Fact.Entries.class)
        .filter(entries -> !entries.complete() && !rules.content().archives().unseen())
        .map(
            entries ->
                new Reason(
                    Reason.Code.UNDETERMINED,
                    String.format(
                        Locale.ROOT,
                        "found %s, but not every one of its %,d entries stands in the part of the file"
                            + " that is read; expected an archive that can be seen whole (archives.unseen"
                            + " takes others)",
                        finding.mediaType(),
                        entries.entries())));
  }

  /// Who allows everything has not thought of files that are two things at once, and of a picture
  /// that is a program nobody has.
  private static Optional<Reason> secondKind(Finding finding, CollectionRules rules) {
    boolean permitted = rules.content().permits(Hazard.POLYGLOT);
    boolean programs = rules.content().permits(Hazard.EXECUTABLE);
    for (Finding.Also second : finding.also()) {
      if (!permitted && !rules.asksFor(second.mediaType())) {
        return Optional.of(
            twoKinds(
                Reason.Code.POLYGLOT,
                finding,
                second,
                "one kind, or two that the collection asks for"));
      }
      boolean program = Families.known().isProgram(second.mediaType());
      if (program && !programs && !rules.names(second.mediaType())) {
        return Optional.of(twoKinds(Reason.Code.EXECUTABLE, finding, second, "no program"));
      }
    }
    return Optional.empty();
  }

  private static Reason twoKinds(
      Reason.Code code, Finding finding, Finding.Also second, String expected) {
    return new Reason(
        code,
        String.format(
            Locale.ROOT,
            "found %s (%s) that is %s, too (%s); expected %s",
            finding.mediaType(),
            finding.proof(),
            second.mediaType(),
            second.proof(),
            expected));
  }

  private static Optional<Reason> hazard(Finding finding, CollectionRules rules) {
    // Text that only reads like source code is run by nobody who opens it.
    boolean program =
        finding.confidence() != Confidence.FORM && Families.known().isProgram(finding.mediaType());
    boolean named = program && rules.names(finding.mediaType());
    if (program && !named && !rules.content().permits(Hazard.EXECUTABLE)) {
      return Optional.of(
          new Reason(
              Reason.Code.EXECUTABLE,
              String.format(
                  Locale.ROOT,
                  "found a program, %s (%s); expected none",
                  finding.mediaType(),
                  finding.proof())));
    }
    return finding.dangers().stream()
        .filter(danger -> !rules.content().permits(danger.hazard()))
        .filter(danger -> !(danger.hazard() == Hazard.EXECUTABLE && named))
        // A second kind that is named is judged by what the collection takes, and so is that it
        // stands behind the end of the first.
        .filter(danger -> finding.also().isEmpty() || !OF_A_SECOND_KIND.contains(danger.hazard()))
        .findFirst()
        .map(
            danger ->
                new Reason(
                    code(danger.hazard()),
                    String.format(
                        Locale.ROOT,
                        "found %s with %s (%s); expected none",
                        finding.mediaType(),
                        words(danger.hazard()),
                        danger.where())));
  }

  private static Reason.Code code(Hazard hazard) {
    return switch (hazard) {
      case EXECUTABLE -> Reason.Code.EXECUTABLE;
      case MACROS -> Reason.Code.MACROS;
      case SCRIPT -> Reason.Code.SCRIPT;
      case ENCRYPTED -> Reason.Code.ENCRYPTED;
      case ESCAPING_ENTRY -> Reason.Code.ESCAPING_ENTRY;
      case POLYGLOT -> Reason.Code.POLYGLOT;
      case DAMAGED -> Reason.Code.DAMAGED;
    };
  }

  private static String words(Hazard hazard) {
    return switch (hazard) {
      case EXECUTABLE -> "a program in it";
      case MACROS -> "macros";
      case SCRIPT -> "script that a viewer runs";
      case ENCRYPTED -> "content under a password";
      case ESCAPING_ENTRY -> "an entry that leads elsewhere";
      case POLYGLOT -> "a second kind in it";
      case DAMAGED -> "damage";
    };
  }

  private static Optional<Reason> pixels(Finding finding, CollectionRules rules) {
    long most = rules.content().maxPixels();
    return all(finding, Fact.Dimensions.class).stream()
        .filter(it -> it.pixels() > most)
        .findFirst()
        .map(
            it ->
                new Reason(
                    Reason.Code.TOO_MANY_PIXELS,
                    String.format(
                        Locale.ROOT,
                        "found %s of %,d × %,d, %,d pixels; expected at most %,d",
                        finding.mediaType(),
                        it.width(),
                        it.height(),
                        it.pixels(),
                        most)));
  }

  private static Optional<Reason> archive(Finding finding, ArchiveLimits limits) {
    return all(finding, Fact.Entries.class).stream()
        .flatMap(entries -> archive(finding, entries, limits).stream())
        .findFirst();
  }

  private static Optional<Reason> archive(
      Finding finding, Fact.Entries entries, ArchiveLimits limits) {
    if (entries.entries() > limits.maxEntries()) {
      return Optional.of(
          new Reason(
              Reason.Code.TOO_MANY_ENTRIES,
              String.format(
                  Locale.ROOT,
                  "found %s of %,d entries; expected at most %,d",
                  finding.mediaType(),
                  entries.entries(),
                  limits.maxEntries())));
    }
    if (entries.unpackedBytes() > limits.maxUnpacked()) {
      return Optional.of(
          new Reason(
              Reason.Code.EXPANDS_TOO_MUCH,
              String.format(
                  Locale.ROOT,
                  "found %s that becomes %,d bytes; expected at most %,d",
                  finding.mediaType(),
                  entries.unpackedBytes(),
                  limits.maxUnpacked())));
    }
    if (expands(entries, limits.maxRatio())) {
      return Optional.of(
          new Reason(
              Reason.Code.EXPANDS_TOO_MUCH,
              String.format(
                  Locale.ROOT,
                  "found %s whose %,d bytes become %,d; expected at most %,d for each",
                  finding.mediaType(),
                  entries.packedBytes(),
                  entries.unpackedBytes(),
                  limits.maxRatio())));
    }
    if (entries.nestedArchives() > 0 && !limits.nested()) {
      return Optional.of(
          new Reason(
              Reason.Code.NESTED_ARCHIVE,
              String.format(
                  Locale.ROOT,
                  "found %s with %,d archives in it; expected none",
                  finding.mediaType(),
                  entries.nestedArchives())));
    }
    return Optional.empty();
  }

  /// Divided rather than multiplied: an archive may say any number. A TAR is padded with zeros to
  /// 10,240 bytes, of which next to nothing is left when it is packed.
  private static boolean expands(Fact.Entries entries, long maxRatio) {
    if (entries.unpackedBytes() <= HARMLESS) {
      return false;
    }
    long whole = entries.unpackedBytes() / maxRatio;
    boolean rest = entries.unpackedBytes() % maxRatio > 0;
    return entries.packedBytes() < whole || (entries.packedBytes() == whole && rest);
  }

  private static <F extends Fact> List<F> all(Finding finding, Class<F> kind) {
    return finding.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
