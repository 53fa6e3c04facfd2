package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.XmlElement;
import java.io.IOException;
import java.util.Map;

/// GetObjectTagging, PutObjectTagging, DeleteObjectTagging.
final class ObjectTagging {
  private ObjectTagging() {}

  private static String action(Call call, String verb) {
    return "s3:"
        + verb
        + (call.query().has("versionId") ? "ObjectVersionTagging" : "ObjectTagging");
  }

  private static Answer put(
      Context context, Call call, int status, String event, Map<String, String> tags) {
    Bucket bucket = context.bucket(call);
    StoredVersion stored =
        bucket.exclusively(
            call.key(),
            () -> {
              StoredVersion found = Versions.find(context, call);
              bucket.tag(found, tags);
              return found;
            });
    context.events().tagged(event, bucket, stored.version(), call);
    Answer answer = Answer.empty(status);
    Versions.header(bucket, stored.version())
        .ifPresent(id -> answer.header("x-amz-version-id", id));
    return answer;
  }

  record GetObjectTagging(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return ObjectTagging.action(call, "Get");
    }

    @Override
    public Answer run(Call call) {
      Bucket bucket = context.bucket(call);
      StoredVersion stored = Versions.find(context, call);
      Answer answer = Answer.xml(Tags.toXml(stored.version().tags()));
      Versions.header(bucket, stored.version())
          .ifPresent(id -> answer.header("x-amz-version-id", id));
      return answer;
    }
  }

  record PutObjectTagging(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return ObjectTagging.action(call, "Put");
    }

    @Override
    public Answer run(Call call) throws IOException {
      Map<String, String> tags = Tags.ofObject(XmlElement.parse(SmallBody.read(call), "Tagging"));
      return put(context, call, 200, "Put", tags);
    }
  }

  record DeleteObjectTagging(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return ObjectTagging.action(call, "Delete");
    }

    @Override
    public Answer run(Call call) {
      return put(context, call, 204, "Delete", Map.of());
    }
  }
}
