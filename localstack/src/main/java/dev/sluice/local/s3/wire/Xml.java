package dev.sluice.local.s3.wire;

import java.util.function.Consumer;

/// Writes S3's XML.
public final class Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private Xml() {}

  /// A document in S3's namespace.
  public static Xml document(String root, Consumer<Xml> content) {
    return document(root, " xmlns=\"" + NAMESPACE + '"', content);
  }

  static Xml plain(String root, Consumer<Xml> content) {
    return document(root, "", content);
  }

  private static Xml document(String root, String attributes, Consumer<Xml> content) {
    Xml xml = new Xml();
    xml.text.append('<').append(root).append(attributes).append('>');
    content.accept(xml);
    xml.text.append("</").append(root).append('>');
    return xml;
  }

  public Xml element(String name, Consumer<Xml> content) {
    text.append('<').append(name).append('>');
    content.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  public Xml text(String name, String value) {
    text.append('<').append(name).append('>');
    escape(value);
    text.append("</").append(name).append('>');
    return this;
  }

  public Xml text(String name, long value) {
    return text(name, Long.toString(value));
  }

  public Xml text(String name, boolean value) {
    return text(name, Boolean.toString(value));
  }

  /// An element with an attribute that says of which kind it is.
  public Xml typed(String name, String type, Consumer<Xml> content) {
    text.append('<')
        .append(name)
        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"")
        .append(type)
        .append("\">");
    content.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  /// Only characters, for a document whose root holds nothing else.
  public Xml characters(String value) {
    escape(value);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> {
          if (character < ' ') {
            text.append("&#x").append(Integer.toHexString(character)).append(';');
          } else {
            text.append(character);
          }
        }
      }
    }
  }
}
