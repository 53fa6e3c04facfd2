package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.sign.Percent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

record ListBuckets(Context context) implements Operation {
  private static final int MOST = 10_000;

  @Override
  public String action(Call call) {
    return "s3:ListAllMyBuckets";
  }

  @Override
  public Answer run(Call call) {
    String prefix = call.query().get("prefix");
    int most = call.query().number("max-buckets", MOST, MOST);
    String after =
        new String(
            Base64.getUrlDecoder()
                .decode(call.query().get("continuation-token").replaceAll("[^A-Za-z0-9_-]", "")),
            StandardCharsets.UTF_8);
    List<Bucket> found =
        context.store().buckets().stream()
            .filter(bucket -> bucket.name().startsWith(prefix))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .toList();
    List<Bucket> page = found.subList(0, Math.min(most, found.size()));
    return Answer.xml(
        Xml.document(
            "ListAllMyBucketsResult",
            xml -> {
              xml.element("Owner", owner -> owner.text("ID", Context.OWNER));
              xml.element("Buckets", buckets -> page.forEach(bucket -> write(buckets, bucket)));
              if (!prefix.isEmpty()) {
                xml.text("Prefix", Percent.encodePath(prefix));
              }
              if (page.size() < found.size()) {
                byte[] last = page.getLast().name().getBytes(StandardCharsets.UTF_8);
                xml.text(
                    "ContinuationToken",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(last));
              }
            }));
  }

  private void write(Xml xml, Bucket bucket) {
    xml.element(
        "Bucket",
        it -> {
          it.text("Name", bucket.name());
          it.text("CreationDate", Dates.xml(bucket.created()));
          it.text("BucketRegion", context.region());
          it.text("BucketArn", "arn:aws:s3:::" + bucket.name());
        });
  }
}
