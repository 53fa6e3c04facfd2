package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Xml;

record ListObjects(Context context) implements Operation {
  static final int MOST = 1000;

  @Override
  public String action(Call call) {
    return "s3:ListBucket";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    KeyWalk walk = KeyWalk.of(call);
    String marker = call.query().get("marker");
    int most = call.query().number("max-keys", MOST, MOST);
    ObjectPage page = new ObjectPage(most, bucket.keys());
    walk.walk(bucket.keys(), marker, false, page);
    return Answer.xml(
            Xml.document(
                "ListBucketResult",
                xml -> {
                  xml.text("Name", bucket.name());
                  xml.text("Marker", walk.encoded(marker));
                  // Without a delimiter, the last key is the next marker, and clients know.
                  if (page.truncated() && !walk.delimiter().isEmpty()) {
                    xml.text("NextMarker", walk.encoded(page.last()));
                  }
                  walk.writeParameters(xml);
                  xml.text("MaxKeys", most);
                  xml.text("IsTruncated", page.truncated());
                  page.writeContents(xml, walk, true);
                  walk.writePrefixes(xml, page.prefixes());
                }))
        .header("x-amz-bucket-region", context.region());
  }
}
