package dev.sluice.core.verdict;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares what was declared, what the name says and what the collection takes with what was
/// found.
public final class Verdicts {
  private Verdicts() {}

  /// @param declared by the client; `application/octet-stream` claims nothing
  public static Verdict judge(
      MediaType declared, String fileName, CollectionRules rules, Finding finding) {
    if (!finding.determined()) {
      return unknown(declared, fileName, rules, finding);
    }
    if (!Claims.agrees(declared, finding)) {
      return rejected(finding, Reason.Code.TYPE_MISMATCH, asDeclared(declared));
    }
    if (!Claims.allowed(declared, fileName, rules, finding)) {
      return rejected(
          finding,
          Reason.Code.TYPE_NOT_ALLOWED,
          "one of "
              + rules.allow().stream()
                  .map(MediaTypePattern::toString)
                  .collect(Collectors.joining(", ")));
    }
    Optional<MediaType> named = Claims.ofFileName(fileName);
    if (named.isPresent() && !Claims.agrees(named.get(), finding)) {
      return rejected(finding, Reason.Code.NAME_MISMATCH, byName(named.get()));
    }
    Optional<Reason> objection = Contents.objection(finding, rules);
    if (objection.isPresent()) {
      return new Verdict.Rejected(finding, objection.get());
    }
    return Contents.doubt(finding, rules)
        .<Verdict>map(doubt -> new Verdict.Undetermined(finding, doubt))
        .orElseGet(() -> new Verdict.Ready(finding));
  }

  /// What can't be named may stay where anything may, unless the client gave it a name that would
  /// have been proven.
  private static Verdict unknown(
      MediaType declared, String fileName, CollectionRules rules, Finding finding) {
    if (!Claims.agrees(declared, finding)) {
      return undetermined(finding, asDeclared(declared));
    }
    Optional<MediaType> named = Claims.ofFileName(fileName);
    if (named.isPresent() && !Claims.agrees(named.get(), finding)) {
      return undetermined(finding, byName(named.get()));
    }
    if (!rules.allows(MediaType.OCTET_STREAM)) {
      return undetermined(
          finding,
          "a kind that is known (a collection that allows "
              + MediaType.OCTET_STREAM
              + " takes others)");
    }
    return new Verdict.Ready(finding);
  }

  private static String asDeclared(MediaType declared) {
    return declared + " as declared";
  }

  private static String byName(MediaType named) {
    return named + " by its name";
  }

  private static Verdict undetermined(Finding finding, String expected) {
    return new Verdict.Undetermined(
        finding,
        new Reason(
            Reason.Code.UNDETERMINED,
            "found nothing that is known (%s), expected %s".formatted(finding.proof(), expected)));
  }

  private static Verdict rejected(Finding finding, Reason.Code code, String expected) {
    return new Verdict.Rejected(
        finding,
        new Reason(
            code,
            "found %s (%s), expected %s"
                .formatted(finding.mediaType(), finding.proof(), expected)));
  }
}
