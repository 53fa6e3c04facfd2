package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import dev.sluice.local.sign.Percent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Tags of buckets and objects (Amazon S3 user guide, "Categorizing your objects using tags").
final class Tags {
  private static final int MOST_OF_OBJECT = 10;
  private static final int MOST_OF_BUCKET = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Tags() {}

  static Map<String, String> ofObject(XmlElement tagging) {
    Map<String, String> tags =
        read(
            tagging.child("TagSet").orElseThrow(S3Error.MALFORMED_XML::refused),
            "Your TagKey cannot be prefixed with aws:");
    return limited(tags);
  }

  /// @param set with `Tag` elements
  static Map<String, String> ofBucket(XmlElement set) {
    Map<String, String> tags = read(set, "System tags cannot be added/updated by requester");
    if (tags.size() > MOST_OF_BUCKET) {
      throw S3Error.BAD_REQUEST.refused("Bucket tag count cannot be greater than 50");
    }
    return tags;
  }

  /// Tags as in the header `x-amz-tagging`.
  static Map<String, String> ofHeader(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : header.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = Percent.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : Percent.decodeForm(pair.substring(equals + 1));
      if (tags.put(key, value) != null || value.contains("=")) {
        throw S3Error.argument(
            "x-amz-tagging",
            header,
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.");
      }
      check(key, value, "Your TagKey cannot be prefixed with aws:");
    }
    return limited(tags);
  }

  static Xml toXml(Map<String, String> tags) {
    return Xml.document("Tagging", xml -> xml.element("TagSet", set -> write(set, tags)));
  }

  private static void write(Xml set, Map<String, String> tags) {
    tags.forEach(
        (key, value) -> set.element("Tag", tag -> tag.text("Key", key).text("Value", value)));
  }

  private static Map<String, String> read(XmlElement set, String reserved) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : set.children("Tag")) {
      String key = tag.child("Key").orElseThrow(S3Error.MALFORMED_XML::refused).exactText();
      String value = tag.child("Value").orElseThrow(S3Error.MALFORMED_XML::refused).exactText();
      check(key, value, reserved);
      if (tags.put(key, value) != null) {
        throw invalid("Cannot provide multiple Tags with the same key").with("TagKey", key);
      }
    }
    return tags;
  }

  private static void check(String key, String value, String reserved) {
    if (key.startsWith("aws:")) {
      throw invalid(reserved).with("TagKey", key);
    }
    if (key.isEmpty() || key.length() > LONGEST_KEY || !CHARACTERS.matcher(key).matches()) {
      throw invalid("The TagKey you have provided is invalid").with("TagKey", key);
    }
    if (value.length() > LONGEST_VALUE || !CHARACTERS.matcher(value).matches()) {
      throw invalid("The TagValue you have provided is invalid")
          .with("TagKey", key)
          .with("TagValue", value);
    }
  }

  /// At most ten, in the order of their keys, in which AWS answers them.
  private static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MOST_OF_OBJECT) {
      throw S3Error.BAD_REQUEST.refused("Object tags cannot be greater than 10");
    }
    return new TreeMap<>(tags);
  }

  private static S3Exception invalid(String because) {
    return S3Error.INVALID_TAG.refused(because);
  }
}
