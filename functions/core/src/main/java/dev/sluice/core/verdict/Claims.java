package dev.sluice.core.verdict;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.detect.Confidence;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Kind;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import java.util.Optional;

/// What a declared type or a file name's extension claims, held against what was found.
///
/// A claim holds for a finding of the same kind under any name, of a kind that is built on it (a
/// docx is a zip, a zip is no docx), and of one that `families.txt` calls alike. A claim to be a
/// text that has no signature holds for plain text. A claim that no kind has is believed as long as
/// nothing was proven, or plain text was.
public final class Claims {
  private static final MediaType PLAIN_TEXT = new MediaType("text", "plain");

  /// An Office document under a password: which one, the password hides (MS-OFFCRYPTO 2.1).
  private static final MediaType SEALED = new MediaType("application", "vnd.ms-office.encrypted");

  private static final Kinds KINDS = Kinds.known();
  private static final Families FAMILIES = Families.known();

  private Claims() {}

  /// Whether a file that is declared so may turn out as something that the collection takes; one
  /// that can't need not be sent.
  public static boolean mayBeAllowed(MediaType declared, CollectionRules rules) {
    if (FAMILIES.claimsNothing(declared) || rules.allows(declared)) {
      return true;
    }
    MediaType claim = meaning(declared);
    boolean text = declared.type().equals("text") || KINDS.named(claim).isPresent();
    return FAMILIES.alike(claim).stream().anyMatch(rules::allows)
        || (text && mayBePlainText(claim) && rules.allows(PLAIN_TEXT));
  }

  static boolean agrees(MediaType claimed, Finding finding) {
    if (FAMILIES.claimsNothing(claimed)) {
      return true;
    }
    MediaType claim = meaning(claimed);
    if (!finding.determined()) {
      return KINDS.named(claim).isEmpty();
    }
    return FAMILIES.alike(claim).stream().anyMatch(name -> KINDS.isA(finding.mediaType(), name))
        || FAMILIES.covered(claim).contains(finding.mediaType())
        || (isPlainText(finding) && mayBePlainText(claim));
  }

  /// What a file name's extension claims.
  public static Optional<MediaType> ofFileName(String fileName) {
    return FAMILIES.extensionClaimsNothing(fileName)
        ? Optional.empty()
        : KINDS.ofFileName(fileName).map(Kind::mediaType);
  }

  /// Whether the collection takes what was found. It takes plain text also as what it is claimed to
  /// be: nobody can find out that a text is Markdown, or what stands behind a password.
  static boolean allowed(
      MediaType declared, String fileName, CollectionRules rules, Finding finding) {
    return rules.allows(finding.mediaType())
        || (finding.mediaType().equals(SEALED)
            && (allowedAsSealed(declared, rules)
                || ofFileName(fileName).filter(it -> allowedAsSealed(it, rules)).isPresent()))
        || (isPlainText(finding)
            && (allowedAsText(declared, rules)
                || ofFileName(fileName).filter(named -> allowedAsText(named, rules)).isPresent()));
  }

  private static boolean allowedAsSealed(MediaType claimed, CollectionRules rules) {
    return FAMILIES.covered(meaning(claimed)).contains(SEALED) && rules.allows(claimed);
  }

  private static boolean allowedAsText(MediaType claimed, CollectionRules rules) {
    return !FAMILIES.claimsNothing(claimed)
        && mayBePlainText(meaning(claimed))
        && rules.allows(claimed);
  }

  /// Text that nothing more was proven of; a form only suggests what it is.
  private static boolean isPlainText(Finding finding) {
    return finding.mediaType().equals(PLAIN_TEXT) || finding.confidence() == Confidence.FORM;
  }

  /// Whether a plain text may be meant. HTML, XML or a calendar would have been known as such.
  private static boolean mayBePlainText(MediaType claim) {
    return claim.equals(PLAIN_TEXT)
        || FAMILIES.isText(claim)
        || KINDS
            .named(claim)
            .map(
                kind ->
                    KINDS.isA(claim, PLAIN_TEXT)
                        && kind.signatures().isEmpty()
                        && kind.structure().isEmpty())
            .orElse(true);
  }

  /// The canonical name. A type that is not known means what its suffix says (RFC 6839):
  /// `application/vnd.acme+xml` is XML.
  private static MediaType meaning(MediaType claimed) {
    MediaType canonical = KINDS.canonical(claimed);
    int plus = canonical.subtype().lastIndexOf('+');
    if (plus < 0
        || plus == canonical.subtype().length() - 1
        || KINDS.named(canonical).isPresent()) {
      return canonical;
    }
    return KINDS
        .named(new MediaType("application", canonical.subtype().substring(plus + 1)))
        .map(Kind::mediaType)
        .orElse(canonical);
  }
}
