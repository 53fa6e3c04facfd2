package dev.sluice.local.template;

import dev.sluice.local.s3.lifecycle.LifecycleXml;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.s3.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A bucket's lifecycle rules, from CloudFormation's form ("AWS::S3::Bucket Rule") to S3's own,
/// whose reader says what is wrong with them.
final class LifecycleRules {
  private static final String DAYS = "NoncurrentDays";
  private static final String CLASS = "StorageClass";
  private static final String ABOVE = "ObjectSizeGreaterThan";
  private static final String BELOW = "ObjectSizeLessThan";
  private static final String KEPT = "NewerNoncurrentVersions";

  private LifecycleRules() {}

  /// @param bucket its logical id, after which rules without an id are named
  /// @return S3's document, or nothing if there is no configuration
  static Optional<String> read(String bucket, PropertyReader configuration) {
    List<PropertyReader> rules = configuration.objects("Rules");
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    var _ = configuration.optionalText("TransitionDefaultMinimumObjectSize");
    String document =
        Xml.document(
                "LifecycleConfiguration",
                xml -> {
                  int index = 0;
                  for (PropertyReader rule : rules) {
                    String name = bucket + "-" + index++;
                    xml.element("Rule", it -> rule(it, name, rule));
                  }
                })
            .toString();
    try {
      var _ = LifecycleXml.normalized(document.getBytes(StandardCharsets.UTF_8));
    } catch (S3Exception wrong) {
      configuration.refuse("Rules", "are refused by S3: " + wrong.getMessage());
    }
    return Optional.of(document);
  }

  private static void rule(Xml xml, String name, PropertyReader rule) {
    xml.text("ID", rule.optionalText("Id").orElse(name));
    filter(xml, rule);
    xml.text("Status", rule.text("Status"));
    if (Stream.of("ExpirationDate", "ExpirationInDays", "ExpiredObjectDeleteMarker")
        .anyMatch(rule::has)) {
      xml.element(
          "Expiration",
          it -> {
            copy(rule, "ExpirationDate", it, "Date");
            copy(rule, "ExpirationInDays", it, "Days");
            copy(rule, "ExpiredObjectDeleteMarker", it, "ExpiredObjectDeleteMarker");
          });
    }
    several(rule, "Transition", "Transitions")
        .forEach(transition -> xml.element("Transition", it -> transition(it, transition)));
    several(rule, "NoncurrentVersionTransition", "NoncurrentVersionTransitions")
        .forEach(
            transition ->
                xml.element(
                    "NoncurrentVersionTransition",
                    it -> {
                      copy(transition, "TransitionInDays", it, DAYS);
                      copy(transition, KEPT, it, KEPT);
                      copy(transition, CLASS, it, CLASS);
                    }));
    PropertyReader noncurrent = rule.object("NoncurrentVersionExpiration");
    if (noncurrent.isPresent() || rule.has("NoncurrentVersionExpirationInDays")) {
      xml.element(
          "NoncurrentVersionExpiration",
          it -> {
            copy(rule, "NoncurrentVersionExpirationInDays", it, DAYS);
            copy(noncurrent, DAYS, it, DAYS);
            copy(noncurrent, KEPT, it, KEPT);
          });
    }
    PropertyReader abort = rule.object("AbortIncompleteMultipartUpload");
    if (abort.isPresent()) {
      xml.element(
          "AbortIncompleteMultipartUpload",
          it -> copy(abort, "DaysAfterInitiation", it, "DaysAfterInitiation"));
    }
  }

  /// Where there are several conditions, all of them have to hold.
  private static void filter(Xml xml, PropertyReader rule) {
    List<PropertyReader> tags = rule.objects("TagFilters");
    Optional<String> prefix = rule.optionalText("Prefix");
    long count = tags.size() + Stream.of("Prefix", ABOVE, BELOW).filter(rule::has).count();
    Consumer<Xml> conditions =
        it -> {
          if (prefix.isPresent() || count == 0) {
            it.text("Prefix", prefix.orElse(""));
          }
          for (PropertyReader tag : tags) {
            it.element(
                "Tag", one -> one.text("Key", tag.text("Key")).text("Value", tag.text("Value")));
          }
          copy(rule, ABOVE, it, ABOVE);
          copy(rule, BELOW, it, BELOW);
        };
    xml.element(
        "Filter",
        filter -> {
          if (count > 1) {
            filter.element("And", conditions);
          } else {
            conditions.accept(filter);
          }
        });
  }

  private static void transition(Xml xml, PropertyReader transition) {
    copy(transition, "TransitionDate", xml, "Date");
    copy(transition, "TransitionInDays", xml, "Days");
    copy(transition, CLASS, xml, CLASS);
  }

  /// One of an old property and those of the list that came after it.
  private static List<PropertyReader> several(PropertyReader rule, String old, String list) {
    PropertyReader one = rule.object(old);
    List<PropertyReader> many = rule.objects(list);
    return one.isPresent() ? Stream.concat(Stream.of(one), many.stream()).toList() : many;
  }

  private static void copy(PropertyReader from, String property, Xml to, String element) {
    from.optionalText(property).ifPresent(value -> to.text(element, value));
  }
}
