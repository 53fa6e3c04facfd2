package dev.sluice.core.verdict;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Kind;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares what was declared, what the name says and what the collection takes with what was
/// found.
public final class Verdicts {
  /// What detection proves; a claim to be one of these has to hold.
  private static final Set<String> PROVABLE =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "application/pdf",
          "application/zip",
          "video/mp4",
          "video/quicktime");

  private Verdicts() {}

  /// @param declared by the client; `application/octet-stream` claims nothing
  public static Verdict judge(
      MediaType declared, String fileName, CollectionRules rules, Finding finding) {
    MediaType found = finding.mediaType();
    if (!agrees(declared, found)) {
      return rejected(finding, Reason.Code.TYPE_MISMATCH, "expected " + declared + " as declared");
    }
    if (!rules.allows(found)) {
      return rejected(
          finding,
          Reason.Code.TYPE_NOT_ALLOWED,
          "expected one of "
              + rules.allow().stream()
                  .map(MediaTypePattern::toString)
                  .collect(Collectors.joining(", ")));
    }
    Optional<MediaType> named = Kinds.known().ofFileName(fileName).map(Kind::mediaType);
    if (named.isPresent() && !agrees(named.get(), found)) {
      return rejected(
          finding, Reason.Code.NAME_MISMATCH, "expected " + named.get() + " by its name");
    }
    return new Verdict.Ready(finding);
  }

  private static boolean agrees(MediaType claimed, MediaType found) {
    if (claimed.equals(MediaType.OCTET_STREAM) || Kinds.known().isA(found, claimed)) {
      return true;
    }
    if (isText(found)) {
      return isText(claimed); // Text of a kind that we don't tell apart.
    }
    if (found.equals(MediaType.OCTET_STREAM)) {
      // Bytes that we don't know may be of any kind, but not of one that we would have known.
      String claim = Kinds.known().canonical(claimed).toString();
      return !PROVABLE.contains(claim) && !isText(claimed) && !claim.equals("text/html");
    }
    return false;
  }

  /// A claim to be some text holds for plain text, and for nothing that a browser would run.
  private static boolean isText(MediaType type) {
    return type.toString().equals("text/plain")
        || (type.type().equals("text") && !type.subtype().equals("html"))
        || type.toString().equals("application/json");
  }

  private static Verdict rejected(Finding finding, Reason.Code code, String expected) {
    return new Verdict.Rejected(
        finding,
        new Reason(
            code, "found %s (%s), %s".formatted(finding.mediaType(), finding.proof(), expected)));
  }
}
