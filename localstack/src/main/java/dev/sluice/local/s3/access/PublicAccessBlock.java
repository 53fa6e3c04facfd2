package dev.sluice.local.s3.access;

import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;

/// A bucket's public access block. Since April 2023 every new bucket has all of it.
public record PublicAccessBlock(
    boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
  private static final String ROOT = "PublicAccessBlockConfiguration";

  public static PublicAccessBlock all() {
    return new PublicAccessBlock(true, true, true, true);
  }

  public static PublicAccessBlock parse(String document) {
    XmlElement root = XmlElement.parse(document, ROOT);
    return new PublicAccessBlock(
        flag(root, "BlockPublicAcls"),
        flag(root, "IgnorePublicAcls"),
        flag(root, "BlockPublicPolicy"),
        flag(root, "RestrictPublicBuckets"));
  }

  public Xml toXml() {
    return Xml.document(
        ROOT,
        xml ->
            xml.text("BlockPublicAcls", blockAcls)
                .text("IgnorePublicAcls", ignoreAcls)
                .text("BlockPublicPolicy", blockPolicy)
                .text("RestrictPublicBuckets", restrictBuckets));
  }

  private static boolean flag(XmlElement root, String name) {
    return root.text(name).map(text -> text.equalsIgnoreCase("true")).orElse(false);
  }
}
