package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.s3.lifecycle.LifecycleXml;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.XmlElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The configurations that are documents to set, get and delete: CORS, lifecycle, ownership
/// controls, public access block, tags.
enum BucketDocument {
  CORS(
      "cors",
      Configuration.CORS,
      "BucketCors",
      "BucketCORS",
      S3Error.NO_SUCH_CORS_CONFIGURATION,
      200),
  LIFECYCLE(
      "lifecycle",
      Configuration.LIFECYCLE,
      "BucketLifecycleConfiguration",
      "LifecycleConfiguration",
      S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION,
      200),
  OWNERSHIP_CONTROLS(
      "ownershipControls",
      Configuration.OWNERSHIP_CONTROLS,
      "BucketOwnershipControls",
      "BucketOwnershipControls",
      S3Error.OWNERSHIP_CONTROLS_NOT_FOUND,
      200),
  PUBLIC_ACCESS_BLOCK(
      "publicAccessBlock",
      Configuration.PUBLIC_ACCESS_BLOCK,
      "PublicAccessBlock",
      "BucketPublicAccessBlock",
      S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK,
      200),
  TAGGING(
      "tagging",
      Configuration.TAGGING,
      "BucketTagging",
      "BucketTagging",
      S3Error.NO_SUCH_TAG_SET,
      204);

  private final String parameter;
  private final Configuration kind;
  private final String name;
  private final String action;
  private final S3Error missing;
  private final int putStatus;

  BucketDocument(
      String parameter,
      Configuration kind,
      String name,
      String action,
      S3Error missing,
      int putStatus) {
    this.parameter = parameter;
    this.kind = kind;
    this.name = name;
    this.action = action;
    this.missing = missing;
    this.putStatus = putStatus;
  }

  /// The document as it is kept, once it was found right.
  private String normalized(byte[] body) {
    return switch (this) {
      case CORS -> CorsXml.toXml(CorsXml.parse(body)).toString();
      case LIFECYCLE -> LifecycleXml.normalized(body);
      case OWNERSHIP_CONTROLS -> BucketOwnership.toXml(BucketOwnership.parse(body)).toString();
      case PUBLIC_ACCESS_BLOCK ->
          PublicAccessBlock.parse(new String(body, StandardCharsets.UTF_8)).toXml().toString();
      case TAGGING ->
          Tags.toXml(
                  Tags.ofBucket(
                      XmlElement.parse(body, "Tagging")
                          .child("TagSet")
                          .orElseThrow(S3Error.MALFORMED_XML::refused)))
              .toString();
    };
  }

  /// Its name in a query.
  String parameter() {
    return parameter;
  }

  record Get(Context context, BucketDocument document) implements Operation {
    @Override
    public String name(Call call) {
      return "Get" + document.name;
    }

    @Override
    public String action(Call call) {
      return "s3:Get" + document.action;
    }

    @Override
    public Answer run(Call call) {
      Bucket bucket = context.bucket(call);
      String text =
          bucket
              .document(document.kind)
              .orElseThrow(() -> document.missing.refused().with("BucketName", bucket.name()));
      Answer answer = new Answer(200, new LinkedHashMap<>(), new Answer.Text(text));
      if (document == LIFECYCLE) {
        answer.header("x-amz-transition-default-minimum-object-size", "all_storage_classes_128K");
      }
      return answer.header("Content-Type", "application/xml");
    }
  }

  record Put(Context context, BucketDocument document) implements Operation {
    @Override
    public String name(Call call) {
      return "Put" + document.name;
    }

    @Override
    public String action(Call call) {
      return "s3:Put" + document.action;
    }

    @Override
    public Answer run(Call call) throws IOException {
      Bucket bucket = context.bucket(call);
      String normalized = document.normalized(SmallBody.read(call));
      bucket.configure(document.kind, Optional.of(normalized));
      return Answer.empty(document.putStatus);
    }
  }

  record Delete(Context context, BucketDocument document) implements Operation {
    /// "DeleteBucketLifecycle" deletes the whole configuration.
    @Override
    public String name(Call call) {
      return document == LIFECYCLE ? "DeleteBucketLifecycle" : "Delete" + document.name;
    }

    /// AWS has no action of its own for most deletions.
    @Override
    public String action(Call call) {
      return "s3:Put" + document.action;
    }

    @Override
    public Answer run(Call call) {
      context.bucket(call).configure(document.kind, Optional.empty());
      return Answer.empty(204);
    }
  }
}
