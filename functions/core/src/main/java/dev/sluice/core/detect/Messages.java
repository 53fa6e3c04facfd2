package dev.sluice.core.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Messages of the Internet (RFC 5322) and boxes of them (RFC 4155): header fields that a message
/// has, one after the other, before anything else.
final class Messages implements TextForm {
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,76}:( .*|\\t.*|)");
  private static final Pattern BOX =
      Pattern.compile("From \\S+.* \\d\\d:\\d\\d(:\\d\\d)?\\b.*\\d{4}.*");
  private static final int MINIMUM = 3;

  /// What a mail system or a news server writes; most of them are in no other text.
  private static final Set<String> TELLING =
      Set.of(
          "received",
          "message-id",
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "mime-version",
          "return-path",
          "delivered-to",
          "reply-to",
          "in-reply-to",
          "references",
          "content-type",
          "content-transfer-encoding",
          "dkim-signature",
          "envelope-to",
          "x-mailer",
          "newsgroups",
          "path",
          "sender");

  /// What a mail system writes, and no human.
  private static final Set<String> SYSTEM =
      Set.of("received", "message-id", "mime-version", "return-path", "delivered-to", "to", "path");

  @Override
  public Optional<Finding> of(Characters characters) {
    List<String> lines = characters.lines();
    // A commit that was formatted as a message is a difference.
    if (lines.isEmpty() || lines.getFirst().matches("From [0-9a-f]{40} .*")) {
      return Optional.empty();
    }
    boolean box = lines.getFirst().length() < 200 && BOX.matcher(lines.getFirst()).matches();
    Set<String> seen = new HashSet<>();
    for (String line : box ? lines.subList(1, lines.size()) : lines) {
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(" ") || line.startsWith("\t")) {
        continue;
      }
      if (!FIELD.matcher(line).matches()) {
        if (line.startsWith(">From ") || (!characters.whole() && seen.size() >= MINIMUM)) {
          continue;
        }
        return Optional.empty();
      }
      String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
      if (TELLING.contains(name)) {
        seen.add(name);
      }
    }
    if (box && !seen.isEmpty()) {
      return Optional.of(Finding.of("application/mbox", Confidence.STRUCTURE, 0, "From, fields"));
    }
    boolean archive =
        seen.contains("mime-version")
            && lines.stream()
                .anyMatch(
                    line ->
                        line.toLowerCase(Locale.ROOT)
                            .startsWith("content-type: multipart/related"));
    boolean delivered =
        SYSTEM.stream().anyMatch(seen::contains) && (seen.contains("from") || seen.size() > 3);
    boolean told = archive || (seen.size() >= MINIMUM && delivered);
    String proof = seen.size() + " header fields";
    return told
        ? Optional.of(Finding.of("message/rfc822", Confidence.STRUCTURE, 0, proof))
        : Optional.empty();
  }
}
