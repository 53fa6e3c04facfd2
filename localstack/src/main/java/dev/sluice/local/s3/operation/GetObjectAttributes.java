package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.Part;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

record GetObjectAttributes(Context context) implements Operation {
  private static final Set<String> KNOWN =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
  private static final int MOST = 1000;

  @Override
  public String action(Call call) {
    return call.query().has("versionId")
        ? "s3:GetObjectVersionAttributes"
        : "s3:GetObjectAttributes";
  }

  /// It tells of the content, too (Amazon S3 API reference, "GetObjectAttributes", permissions).
  @Override
  public List<String> furtherActions(Call call) {
    return List.of(call.query().has("versionId") ? "s3:GetObjectVersion" : "s3:GetObject");
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    ObjectVersion version = Versions.find(context, call).version();
    List<String> wanted =
        Arrays.stream(call.header("x-amz-object-attributes").orElse("").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
      throw S3Error.argument(
          "x-amz-object-attributes", String.join(",", wanted), "Invalid attribute name specified.");
    }
    Answer answer =
        Answer.xml(
            Xml.document("GetObjectAttributesResponse", xml -> write(xml, call, version, wanted)));
    answer.header("Last-Modified", Dates.http(version.lastModified()));
    Versions.header(bucket, version).ifPresent(id -> answer.header("x-amz-version-id", id));
    return answer;
  }

  private static void write(Xml xml, Call call, ObjectVersion version, List<String> wanted) {
    if (wanted.contains("ETag")) {
      xml.text("ETag", version.eTag());
    }
    if (wanted.contains("Checksum")) {
      version
          .checksum()
          .ifPresent(
              checksum ->
                  xml.element(
                      "Checksum",
                      it ->
                          it.text(
                                  checksum.algorithm().element(),
                                  checksum.value().replaceFirst("-.*", ""))
                              .text("ChecksumType", checksum.type().name())));
    }
    if (wanted.contains("ObjectParts") && version.isMultipart()) {
      xml.element("ObjectParts", it -> writeParts(it, call, version));
    }
    if (wanted.contains("StorageClass")) {
      xml.text("StorageClass", version.storageClass());
    }
    if (wanted.contains("ObjectSize")) {
      xml.text("ObjectSize", version.size());
    }
  }

  /// Seen on AWS: the parts themselves are told only where each has a checksum of a composite one.
  private static void writeParts(Xml xml, Call call, ObjectVersion version) {
    List<Part> parts = version.parts();
    xml.text("PartsCount", parts.size());
    boolean composite =
        version.checksum().map(Checksum::type).stream().anyMatch(ChecksumType.COMPOSITE::equals);
    if (!composite) {
      return;
    }
    int most = number(call, "x-amz-max-parts", MOST);
    int marker = number(call, "x-amz-part-number-marker", 0);
    List<Part> found = parts.stream().filter(part -> part.number() > marker).toList();
    List<Part> page = found.subList(0, Math.min(Math.min(most, MOST), found.size()));
    xml.text("PartNumberMarker", marker);
    xml.text("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number());
    xml.text("MaxParts", most);
    xml.text("IsTruncated", page.size() < found.size());
    page.forEach(
        part ->
            xml.element(
                "Part",
                it -> {
                  version
                      .checksum()
                      .ifPresent(
                          checksum -> it.text(checksum.algorithm().element(), part.checksum()));
                  it.text("PartNumber", part.number());
                  it.text("Size", part.size());
                }));
  }

  private static int number(Call call, String header, int byDefault) {
    try {
      return call.header(header).map(Integer::parseInt).orElse(byDefault);
    } catch (NumberFormatException notANumber) {
      throw S3Error.argument(
          header, call.header(header).orElse(""), header + " has to be a number");
    }
  }
}
