package dev.sluice.core.detect;

import dev.sluice.core.media.MediaType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
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

  /// What pages and parts of pages begin with besides (WHATWG HTML, 4).
  private static final Set<String> FURTHER_HTML =
      Set.of(
          ("abbr address area article aside base blockquote button canvas caption cite code data"
                  + " details dialog dl dt em fieldset figure footer header hr i label legend li main"
                  + " map math menu nav noscript optgroup option picture pre section select slot small"
                  + " source strong sub summary sup svg tbody td template textarea tfoot th thead tr"
                  + " u var")
              .split(" ", -1));

  /// The root's name, a prefix before it, and its attributes.
  private static final Pattern ROOT =
      Pattern.compile("<(?:([A-Za-z_][\\w.-]*):)?([A-Za-z_][\\w.-]*)((?:\\s[^<>]*)?)(/?>|$)");

  /// Elements and attributes that run, a page within the page, and an animation that sets one.
  private static final Pattern SCRIPT =
      Pattern.compile(
          "<(?:\\w+:)?script[\\s>/]|[\\s\"'/]on[a-z]{3,20}\\s*=\\s*[\"']|javascript:"
              + "|<[a-z][^<>]{0,1000}[\\s\"'/]on[a-z]{3,20}\\s*="
              + "|\\ssrcdoc\\s*=|attributename\\s*=\\s*[\"']?on[a-z]");

  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final MediaType XML = new MediaType("application", "xml");
  private static final Pattern SCRIPT_ELEMENT = Pattern.compile("<(?:\\w+:)?script[\\s>/]");

  /// A character by its number, which browsers put in its place before they look at an attribute.
  private static final Pattern NUMBERED = Pattern.compile("&#(?:x([0-9a-f]{1,4})|([0-9]{1,4}));?");

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
    if (isTag(lower) && lower.contains("<script")) {
      return Optional.of(found("text/html", "an element script", start));
    }
    Optional<Finding> xml = undeclared(element, start, root);
    return comment ? xml.or(() -> Optional.of(found("text/html", "<!--", start))) : xml;
  }

  /// Elements that are closed where XML wants them closed; or, behind a comment, one that HTML does
  /// not have.
  private static Optional<Finding> undeclared(Matcher element, String start, int root) {
    boolean xml =
        element.reset().region(root, start.length()).lookingAt()
            && (element.group(3).contains("xmlns")
                || start.stripTrailing().endsWith("</" + name(element) + ">")
                || (root > 0 && !isOfHtml(name(element))));
    return xml
        ? Optional.of(
            Finding.of("application/xml", Confidence.FORM, 0, "an element " + name(element)))
        : Optional.empty();
  }

  private static String name(Matcher element) {
    return element.group(1) == null ? element.group(2) : element.group(1) + ':' + element.group(2);
  }

  private static boolean isOfHtml(String name) {
    return name.indexOf('-') > 0 || FURTHER_HTML.contains(name.toLowerCase(Locale.ROOT));
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
    return withScript(Finding.of(mediaType, Confidence.STRUCTURE, 0, proof), start, 0);
  }

  /// The finding, with the first script in a part of the text.
  ///
  /// @param offset of the part in the file, or as good as
  static Finding withScript(Finding finding, String part, long offset) {
    String lower = part.toLowerCase(Locale.ROOT);
    Pattern pattern =
        switch (finding.mediaType().toString()) {
          case "text/html", "image/svg+xml", "application/xhtml+xml" -> SCRIPT;
          default -> isXml(finding) && hasNamespace(lower) ? SCRIPT_ELEMENT : NOTHING;
        };
    Matcher script = pattern.matcher(lower);
    if (script.find()) {
      return finding.with(Hazard.SCRIPT, "script at " + (offset + script.start()));
    }
    boolean hidden =
        pattern == SCRIPT
            && lower.contains("&#")
            && NUMBERED.matcher(lower).replaceAll(Markup::character).contains("javascript:");
    return hidden ? finding.with(Hazard.SCRIPT, "javascript: in numbered characters") : finding;
  }

  private static boolean isXml(Finding finding) {
    return Kinds.known().isA(finding.mediaType(), XML);
  }

  /// Browsers run scripts of these two namespaces in whatever XML they stand.
  private static boolean hasNamespace(String lower) {
    return lower.contains("http://www.w3.org/1999/xhtml")
        || lower.contains("http://www.w3.org/2000/svg");
  }

  private static String character(MatchResult number) {
    int value =
        number.group(1) == null
            ? Integer.parseInt(number.group(2))
            : Integer.parseInt(number.group(1), 16);
    return Matcher.quoteReplacement(String.valueOf((char) value));
  }
}
