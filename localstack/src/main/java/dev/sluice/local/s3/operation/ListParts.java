package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Part;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.Xml;
import java.util.List;

record ListParts(Context context) implements Operation {
  private static final int MOST = 1000;

  @Override
  public String action(Call call) {
    return "s3:ListMultipartUploadParts";
  }

  @Override
  public Answer run(Call call) {
    Upload upload = Parts.upload(context.bucket(call), call);
    int most = call.query().number("max-parts", MOST, MOST);
    int marker = call.query().number("part-number-marker", 0, Integer.MAX_VALUE);
    List<Part> found = upload.parts().stream().filter(part -> part.number() > marker).toList();
    List<Part> page = found.subList(0, Math.min(most, found.size()));
    return Answer.xml(
        Xml.document(
            "ListPartsResult",
            xml -> {
              xml.text("Bucket", call.bucket());
              xml.text("Key", call.key());
              xml.text("UploadId", upload.id());
              describe(xml, upload);
              xml.text("PartNumberMarker", marker);
              xml.text("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number());
              xml.text("MaxParts", most);
              xml.text("IsTruncated", page.size() < found.size());
              page.forEach(part -> xml.element("Part", it -> write(it, upload, part)));
            }));
  }

  /// What both lists say of an upload.
  static void describe(Xml xml, Upload upload) {
    xml.element("Initiator", it -> it.text("ID", Context.OWNER).text("DisplayName", "local"));
    xml.element("Owner", it -> it.text("ID", Context.OWNER));
    xml.text("StorageClass", upload.record().attributes().storageClass());
    upload.record().algorithm().ifPresent(it -> xml.text("ChecksumAlgorithm", it.name()));
    upload.record().type().ifPresent(it -> xml.text("ChecksumType", it.name()));
  }

  private static void write(Xml xml, Upload upload, Part part) {
    xml.text("PartNumber", part.number());
    xml.text("LastModified", Dates.xml(part.lastModified()));
    xml.text("ETag", '"' + part.eTag() + '"');
    xml.text("Size", part.size());
    upload.record().algorithm().ifPresent(it -> xml.text(it.element(), part.checksum()));
  }
}
