package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.KeyOrder;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

record ListMultipartUploads(Context context) implements Operation {
  private static final int MOST = 1000;

  @Override
  public String action(Call call) {
    return "s3:ListBucketMultipartUploads";
  }

  @Override
  public Answer run(Call call) {
    List<Upload> all = context.bucket(call).uploads().all();
    KeyWalk walk = KeyWalk.of(call);
    int most = Math.max(1, call.query().number("max-uploads", MOST, MOST));
    String keyMarker = call.query().get("key-marker");
    String idMarker = keyMarker.isEmpty() ? "" : call.query().get("upload-id-marker");
    List<Upload> found = after(all, keyMarker, idMarker);
    List<Upload> page = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    boolean truncated = false;
    for (Upload upload : found) {
      if (!upload.key().startsWith(walk.prefix())) {
        continue;
      }
      Optional<String> common = walk.commonPrefix(upload.key());
      if (common.isPresent()
          && (prefixes.contains(common.get()) || keyMarker.startsWith(common.get()))) {
        continue;
      }
      if (page.size() + prefixes.size() == most) {
        truncated = true;
        break;
      }
      common.ifPresentOrElse(prefixes::add, () -> page.add(upload));
    }
    boolean more = truncated;
    return Answer.xml(
        Xml.document(
            "ListMultipartUploadsResult",
            xml -> {
              xml.text("Bucket", call.bucket());
              xml.text("KeyMarker", walk.encoded(keyMarker));
              xml.text("UploadIdMarker", idMarker);
              xml.text("NextKeyMarker", page.isEmpty() ? "" : walk.encoded(page.getLast().key()));
              xml.text("NextUploadIdMarker", page.isEmpty() ? "" : page.getLast().id());
              walk.writeParameters(xml);
              xml.text("MaxUploads", most);
              xml.text("IsTruncated", more);
              page.forEach(upload -> xml.element("Upload", it -> write(it, walk, upload)));
              walk.writePrefixes(xml, prefixes);
            }));
  }

  private static List<Upload> after(List<Upload> all, String keyMarker, String idMarker) {
    if (keyMarker.isEmpty()) {
      return all;
    }
    if (idMarker.isEmpty()) {
      return all.stream().filter(it -> KeyOrder.BY_BYTES.compare(it.key(), keyMarker) > 0).toList();
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(idMarker) && all.get(i).key().equals(keyMarker)) {
        return all.subList(i + 1, all.size());
      }
    }
    throw S3Error.argument("upload-id-marker", idMarker, "Invalid uploadId marker");
  }

  private static void write(Xml xml, KeyWalk walk, Upload upload) {
    xml.text("Key", walk.encoded(upload.key()));
    xml.text("UploadId", upload.id());
    ListParts.describe(xml, upload);
    xml.text("Initiated", Dates.xml(upload.record().initiated()));
  }
}
