package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.function.Consumer;

/// What can be asked of a bucket and is the same for every one here: AWS's answer for a bucket
/// where nobody has set it.
final class Fixed {
  private Fixed() {}

  /// Answers a document.
  record Document(Context context, String name, String action, String root, Consumer<Xml> content)
      implements Operation {
    @Override
    public String name(Call call) {
      return name;
    }

    @Override
    public String action(Call call) {
      return action;
    }

    @Override
    public Answer run(Call call) {
      var _ = context.bucket(call);
      return Answer.xml(Xml.document(root, content));
    }
  }

  /// Answers that there is none.
  record Missing(Context context, String name, String action, S3Error error) implements Operation {
    @Override
    public String name(Call call) {
      return name;
    }

    @Override
    public String action(Call call) {
      return action;
    }

    @Override
    public Answer run(Call call) {
      throw error.refused().with("BucketName", context.bucket(call).name());
    }
  }

  /// Refuses by name what the local S3 does not have.
  record Absent(String feature) implements Operation {
    @Override
    public String name(Call call) {
      return feature;
    }

    @Override
    public String action(Call call) {
      return "s3:" + feature;
    }

    @Override
    public Answer run(Call call) {
      throw S3Error.NOT_IMPLEMENTED.refused("The local S3 does not have " + feature);
    }
  }

  static void encryption(Xml xml) {
    xml.element(
        "Rule",
        rule ->
            rule.element(
                    "ApplyServerSideEncryptionByDefault", it -> it.text("SSEAlgorithm", "AES256"))
                .text("BucketKeyEnabled", false));
  }
}
