package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.util.Set;

/// Ownership controls: kept and told. There is one account, which owns every object.
final class BucketOwnership {
  private static final Set<String> KNOWN =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

  private BucketOwnership() {}

  static void requireKnown(String value) {
    if (!KNOWN.contains(value)) {
      throw S3Error.INVALID_ARGUMENT
          .refused("Invalid x-amz-object-ownership header: " + value)
          .with("ArgumentName", "x-amz-object-ownership");
    }
  }

  static String parse(byte[] body) {
    String value =
        XmlElement.parse(body, "OwnershipControls")
            .child("Rule")
            .orElseThrow(S3Error.MALFORMED_XML::refused)
            .required("ObjectOwnership");
    if (!KNOWN.contains(value)) {
      throw S3Error.MALFORMED_XML.refused();
    }
    return value;
  }

  static Xml toXml(String value) {
    return Xml.document(
        "OwnershipControls",
        xml -> xml.element("Rule", rule -> rule.text("ObjectOwnership", value)));
  }
}
