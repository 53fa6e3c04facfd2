package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.CorsRule;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A CORS configuration as a document.
public final class CorsXml {
  private static final String ROOT = "CORSConfiguration";
  private static final int MOST = 100;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  private CorsXml() {}

  static List<CorsRule> parse(byte[] document) {
    List<XmlElement> elements = XmlElement.parse(document, ROOT).children("CORSRule");
    if (elements.isEmpty() || elements.size() > MOST) {
      throw S3Error.MALFORMED_XML.refused();
    }
    List<CorsRule> rules = new ArrayList<>();
    for (XmlElement element : elements) {
      List<String> methods = texts(element, "AllowedMethod");
      List<String> origins = texts(element, "AllowedOrigin");
      List<String> headers = texts(element, "AllowedHeader");
      if (methods.isEmpty() || origins.isEmpty()) {
        throw S3Error.MALFORMED_XML.refused();
      }
      for (String method : methods) {
        if (!METHODS.contains(method)) {
          throw S3Error.INVALID_REQUEST.refused(
              "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
        }
      }
      requireOneStar(origins, "AllowedOrigin");
      requireOneStar(headers, "AllowedHeader");
      List<String> exposed = texts(element, "ExposeHeader");
      for (String header : exposed) {
        if (header.contains("*")) {
          throw S3Error.INVALID_REQUEST.refused(
              "ExposeHeader \"%s\" contains wildcard. We currently do not support wildcard for ExposeHeader."
                  .formatted(header));
        }
      }
      Optional<String> age = element.text("MaxAgeSeconds");
      rules.add(
          new CorsRule(
              new LinkedHashSet<>(methods),
              origins,
              headers,
              exposed,
              age.isEmpty()
                  ? OptionalInt.empty()
                  : OptionalInt.of((int) XmlElement.number(age.get()))));
    }
    return rules;
  }

  public static Xml toXml(List<CorsRule> rules) {
    return Xml.document(
        ROOT,
        xml ->
            rules.forEach(
                rule ->
                    xml.element(
                        "CORSRule",
                        it -> {
                          rule.headers().forEach(header -> it.text("AllowedHeader", header));
                          rule.methods().forEach(method -> it.text("AllowedMethod", method));
                          rule.origins().forEach(origin -> it.text("AllowedOrigin", origin));
                          rule.exposedHeaders().forEach(header -> it.text("ExposeHeader", header));
                          rule.maxAgeSeconds().ifPresent(age -> it.text("MaxAgeSeconds", age));
                        })));
  }

  private static List<String> texts(XmlElement element, String name) {
    return element.children(name).stream().map(XmlElement::text).toList();
  }

  private static void requireOneStar(List<String> patterns, String name) {
    for (String pattern : patterns) {
      if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
        throw S3Error.INVALID_REQUEST.refused(
            "%s \"%s\" can not have more than one wildcard.".formatted(name, pattern));
      }
    }
  }
}
