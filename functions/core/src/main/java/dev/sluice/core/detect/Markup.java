package dev.sluice.core.detect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML by the rules that browsers have for text without a label (WHATWG MIME Sniffing, 7.1), and
/// XML by its root element.
final class Markup implements TextForm {
  private static final Pattern HTML =
      Pattern.compile(
          "<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|"
              + "img|form|meta|link|ul|ol|span|center|h[2-6]|object|embed|video|audio|input|frameset)"
              + "(?=[\\s>/])|<!doctype\\s+html");

  /// The root's name, a prefix before it, and its attributes.
  private static final Pattern ROOT =
      Pattern.compile("<(?:([A-Za-z_][\\w.-]*):)?([A-Za-z_][\\w.-]*)((?:\\s[^<>]*)?)(/?>|$)");

  private static final Pattern SCRIPT =
      Pattern.compile("<(?:\\w+:)?script[\\s>/]|[\\s\"']on[a-z]{3,20}\\s*=\\s*[\"']|javascript:");

  @Override
  public Optional<Finding> of(Characters characters) {
    String start = characters.start();
    if (!start.startsWith("<")) {
      return Optional.empty();
    }
    int root = root(start);
    boolean declared = start.startsWith("<?xml") || start.substring(0, root).contains("<!DOCTYPE ");
    String lower = start.substring(root).toLowerCase(Locale.ROOT);
    Matcher element = ROOT.matcher(start).region(root, start.length());
    Optional<String> known =
        element.lookingAt()
            ? XmlRoots.named(
                element.group(2),
                element.group(1) == null ? "" : element.group(1),
                element.group(3),
                declared)
            : Optional.empty();
    if (known.isPresent()) {
      return Optional.of(found(known.get(), "root element " + element.group(2), start));
    }
    if (HTML.matcher(lower).lookingAt()) {
      boolean xhtml = declared && lower.contains("http://www.w3.org/1999/xhtml");
      return Optional.of(
          found(xhtml ? "application/xhtml+xml" : "text/html", "an element of HTML", start));
    }
    if (declared) {
      return Optional.of(found("application/xml", "<?xml", start));
    }
    boolean comment = start.startsWith("<!--");
    if (comment || (isTag(lower) && lower.contains("<script"))) {
      return Optional.of(found("text/html", comment ? "<!--" : "an element script", start));
    }
    return undeclared(element, start);
  }

  /// Elements that are closed where XML wants them closed.
  private static Optional<Finding> undeclared(Matcher element, String start) {
    boolean xml =
        element.reset().region(0, start.length()).lookingAt()
            && (element.group(3).contains("xmlns")
                || start.stripTrailing().endsWith("</" + name(element) + ">"));
    return xml
        ? Optional.of(
            Finding.of("application/xml", Confidence.FORM, 0, "an element " + name(element)))
        : Optional.empty();
  }

  private static String name(Matcher element) {
    return element.group(1) == null ? element.group(2) : element.group(1) + ':' + element.group(2);
  }

  private static boolean isTag(String lower) {
    return lower.length() > 1 && (Character.isLetter(lower.charAt(1)) || lower.charAt(1) == '!');
  }

  /// Where the root element begins: behind declarations, comments and a document type, which may
  /// name it already.
  private static int root(String text) {
    int at = 0;
    while (at < text.length()) {
      int end;
      if (text.startsWith("<?", at)) {
        end = text.indexOf("?>", at) + 2;
      } else if (text.startsWith("<!--", at)) {
        end = text.indexOf("-->", at) + 3;
      } else if (text.startsWith("<!DOCTYPE", at)
          && !text.regionMatches(true, at + 9, " html", 0, 5)) {
        int close = text.indexOf('>', at);
        int subset = text.indexOf('[', at);
        end = subset > 0 && subset < close ? text.indexOf("]", subset) : close;
        end = end < 0 ? 0 : text.indexOf('>', end) + 1;
      } else {
        return at;
      }
      if (end <= at) {
        return at;
      }
      at = end;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return Math.min(at, text.length());
  }

  private static Finding found(String mediaType, String proof, String start) {
    Finding finding = Finding.of(mediaType, Confidence.STRUCTURE, 0, proof);
    boolean runs =
        mediaType.equals("text/html")
            || mediaType.equals("image/svg+xml")
            || mediaType.equals("application/xhtml+xml");
    Matcher script = SCRIPT.matcher(start.toLowerCase(Locale.ROOT));
    return runs && script.find()
        ? finding.with(Hazard.SCRIPT, "script at " + script.start())
        : finding;
  }
}
