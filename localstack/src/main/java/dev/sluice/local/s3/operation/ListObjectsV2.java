package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

record ListObjectsV2(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:ListBucket";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    KeyWalk walk = KeyWalk.of(call);
    Optional<String> token = call.query().find("continuation-token");
    Optional<String> startAfter = call.query().find("start-after");
    String after = token.map(ListObjectsV2::decode).or(() -> startAfter).orElse("");
    int most = call.query().number("max-keys", ListObjects.MOST, ListObjects.MOST);
    boolean owner = call.query().get("fetch-owner").equalsIgnoreCase("true");
    ObjectPage page = new ObjectPage(most, bucket.keys());
    walk.walk(bucket.keys(), after, false, page);
    return Answer.xml(
            Xml.document(
                "ListBucketResult",
                xml -> {
                  xml.text("Name", bucket.name());
                  token.ifPresent(it -> xml.text("ContinuationToken", it));
                  if (page.truncated()) {
                    xml.text("NextContinuationToken", encode(page.last()));
                  }
                  startAfter.ifPresent(it -> xml.text("StartAfter", walk.encoded(it)));
                  walk.writeParameters(xml);
                  xml.text("KeyCount", page.size());
                  xml.text("MaxKeys", most);
                  xml.text("IsTruncated", page.truncated());
                  page.writeContents(xml, walk, owner);
                  walk.writePrefixes(xml, page.prefixes());
                }))
        .header("x-amz-bucket-region", context.region());
  }

  private static String encode(String key) {
    byte[] bytes = ('1' + key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("1")) {
        return text.substring(1);
      }
    } catch (IllegalArgumentException notBase64) {
      // Refused below like a token of another form.
    }
    throw S3Error.INVALID_ARGUMENT
        .refused("The continuation token provided is incorrect")
        .with("ArgumentName", "continuation-token");
  }
}
