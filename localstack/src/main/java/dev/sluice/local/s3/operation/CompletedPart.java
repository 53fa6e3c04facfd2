package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A part as the client names it to complete an upload.
record CompletedPart(int number, String eTag, Map<ChecksumAlgorithm, String> checksums) {
  static List<CompletedPart> parse(byte[] body) {
    if (body.length == 0) {
      throw noPart();
    }
    XmlElement root = XmlElement.parse(body, "CompleteMultipartUpload");
    List<CompletedPart> parts = new ArrayList<>();
    for (XmlElement part : root.children("Part")) {
      Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
      Arrays.stream(ChecksumAlgorithm.values())
          .forEach(it -> part.text(it.element()).ifPresent(value -> checksums.put(it, value)));
      parts.add(
          new CompletedPart(
              Parts.number(part.required("PartNumber")),
              part.required("ETag").replace("\"", ""),
              checksums));
    }
    if (parts.isEmpty()) {
      throw noPart();
    }
    return parts;
  }

  private static RuntimeException noPart() {
    return S3Error.INVALID_REQUEST.refused("You must specify at least one part");
  }
}
