package dev.sluice.local.s3.lifecycle;

import dev.sluice.local.s3.lifecycle.LifecycleRule.Filter;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// A lifecycle configuration as a document.
public final class LifecycleXml {
  private static final String ROOT = "LifecycleConfiguration";
  private static final int LONGEST_ID = 255;
  private static final int MOST_RULES = 1000;
  private static final int RANDOM_ID = 48;

  private LifecycleXml() {}

  /// The document as it is kept: every rule with an id.
  ///
  /// @throws S3Exception in AWS's words
  public static String normalized(byte[] document) {
    XmlElement root = XmlElement.parse(document, ROOT);
    List<XmlElement> rules = root.children("Rule");
    if (rules.isEmpty() || rules.size() > MOST_RULES) {
      throw S3Error.MALFORMED_XML.refused();
    }
    Set<String> ids = new HashSet<>();
    for (XmlElement rule : rules) {
      LifecycleRule checked = rule(rule);
      if (!checked.id().isEmpty() && !ids.add(checked.id())) {
        throw S3Error.argument(
            "ID", checked.id(), "Rule ID must be unique. Found same ID for more than one rule");
      }
    }
    return Xml.document(
            ROOT,
            xml ->
                rules.forEach(
                    rule ->
                        xml.element(
                            "Rule",
                            it -> {
                              if (rule.text("ID").orElse("").isEmpty()) {
                                it.text("ID", randomId());
                              }
                              rule.children().stream()
                                  .filter(
                                      child ->
                                          !child.name().equals("ID") || !child.text().isEmpty())
                                  .forEach(child -> copy(it, child));
                            })))
        .toString();
  }

  static List<LifecycleRule> parse(String document) {
    return XmlElement.parse(document, ROOT).children("Rule").stream()
        .map(LifecycleXml::rule)
        .toList();
  }

  private static LifecycleRule rule(XmlElement rule) {
    String id = rule.text("ID").orElse("");
    if (id.length() > LONGEST_ID) {
      throw S3Error.argument("ID", id, "ID length should not exceed allowed limit of 255");
    }
    String status = rule.required("Status");
    if (!status.equals("Enabled") && !status.equals("Disabled")) {
      throw S3Error.MALFORMED_XML.refused();
    }
    Optional<XmlElement> expiration = rule.child("Expiration");
    OptionalInt days =
        days(expiration, "Days", "'Days' for Expiration action must be a positive integer");
    Optional<Instant> date = expiration.flatMap(it -> it.text("Date")).map(LifecycleXml::midnight);
    rule.children("Transition").forEach(it -> it.text("Date").ifPresent(LifecycleXml::midnight));
    boolean markers =
        expiration
            .flatMap(it -> it.text("ExpiredObjectDeleteMarker"))
            .map("true"::equals)
            .orElse(false);
    if ((days.isPresent() ? 1 : 0) + (date.isPresent() ? 1 : 0) + (markers ? 1 : 0) > 1) {
      throw S3Error.MALFORMED_XML.refused();
    }
    Optional<XmlElement> noncurrent = rule.child("NoncurrentVersionExpiration");
    Optional<XmlElement> abort = rule.child("AbortIncompleteMultipartUpload");
    boolean acts =
        expiration.isPresent()
            || noncurrent.isPresent()
            || abort.isPresent()
            || rule.child("Transition").isPresent()
            || rule.child("NoncurrentVersionTransition").isPresent();
    if (!acts) {
      throw S3Error.INVALID_REQUEST.refused("At least one action needs to be specified in a rule");
    }
    return new LifecycleRule(
        id,
        status.equals("Enabled"),
        filter(rule),
        days,
        date,
        markers,
        days(
            noncurrent,
            "NoncurrentDays",
            "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer"),
        days(
            noncurrent,
            "NewerNoncurrentVersions",
            "'NewerNoncurrentVersions' must be a positive integer"),
        days(
            abort,
            "DaysAfterInitiation",
            "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer"));
  }

  private static Filter filter(XmlElement rule) {
    Optional<XmlElement> filter = rule.child("Filter");
    XmlElement holder = filter.flatMap(it -> it.child("And")).or(() -> filter).orElse(rule);
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : holder.children("Tag")) {
      if (tags.put(tag.required("Key"), tag.required("Value")) != null) {
        throw S3Error.INVALID_REQUEST.refused("Duplicate Tag Keys are not allowed.");
      }
    }
    String prefix = holder.child("Prefix").map(XmlElement::exactText).orElse("");
    return new Filter(
        prefix,
        tags,
        number(holder, "ObjectSizeGreaterThan"),
        number(holder, "ObjectSizeLessThan"));
  }

  private static OptionalLong number(XmlElement holder, String name) {
    Optional<String> text = holder.text(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(XmlElement.number(text.get()));
  }

  private static OptionalInt days(Optional<XmlElement> holder, String name, String because) {
    Optional<String> text = holder.flatMap(it -> it.text(name));
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    long days = XmlElement.number(text.get());
    if (days < 1 || days > Integer.MAX_VALUE) {
      throw S3Error.INVALID_ARGUMENT.refused(because);
    }
    return OptionalInt.of((int) days);
  }

  private static Instant midnight(String text) {
    Instant time = Dates.parseXml(text).orElseThrow(S3Error.MALFORMED_XML::refused);
    if (!time.equals(time.truncatedTo(ChronoUnit.DAYS))) {
      throw S3Error.argument("Date", text, "'Date' must be at midnight GMT");
    }
    return time;
  }

  private static void copy(Xml xml, XmlElement element) {
    if (element.children().isEmpty()) {
      xml.text(element.name(), element.exactText());
    } else {
      List<XmlElement> children = new ArrayList<>(element.children());
      xml.element(element.name(), it -> children.forEach(child -> copy(it, child)));
    }
  }

  private static String randomId() {
    String digits = UUID.randomUUID() + "" + UUID.randomUUID();
    return digits.replace("-", "").substring(0, RANDOM_ID);
  }
}
