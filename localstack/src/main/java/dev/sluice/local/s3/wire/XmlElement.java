package dev.sluice.local.s3.wire;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a request's XML. Namespaces are not looked at, as AWS does not.
public final class XmlElement {
  private static final int MAX_DEPTH = 32;

  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<XmlElement> children = new ArrayList<>();

  private XmlElement(String name) {
    this.name = name;
  }

  /// The document's root.
  ///
  /// @throws S3Exception `MalformedXML` if it is no XML, or has another root
  public static XmlElement parse(byte[] document, String root) {
    XmlElement element = parse(document);
    if (!element.name.equals(root)) {
      throw S3Error.MALFORMED_XML.refused();
    }
    return element;
  }

  public static XmlElement parse(String document, String root) {
    return parse(document.getBytes(StandardCharsets.UTF_8), root);
  }

  public String name() {
    return name;
  }

  /// Its characters without white space around them.
  public String text() {
    return text.toString().strip();
  }

  /// Its characters as they are.
  public String exactText() {
    return text.toString();
  }

  public List<XmlElement> children() {
    return children;
  }

  public List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  public Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).findFirst();
  }

  public Optional<String> text(String childName) {
    return child(childName).map(XmlElement::text);
  }

  /// @throws S3Exception `MalformedXML` if there is no such child
  public String required(String childName) {
    return text(childName).orElseThrow(S3Error.MALFORMED_XML::refused);
  }

  public static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw S3Error.MALFORMED_XML.refused();
    }
  }

  private static XmlElement parse(byte[] document) {
    // The JDK's own: newFactory() looks through the whole class path for another one, every time.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        // Comments before the root.
      }
      XmlElement root = element(reader, 0);
      while (reader.hasNext()) {
        reader.next();
      }
      return root;
    } catch (XMLStreamException | java.util.NoSuchElementException notXml) {
      throw S3Error.MALFORMED_XML.refused();
    }
  }

  private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw S3Error.MALFORMED_XML.refused();
    }
    XmlElement element = new XmlElement(reader.getLocalName());
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> element.children.add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            element.text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return element;
        }
        default -> {
          // Comments mean nothing.
        }
      }
    }
  }
}
