package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.store.Versioning;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.io.IOException;
import java.util.Optional;

/// GetBucketVersioning, PutBucketVersioning.
final class BucketVersioning {
  private BucketVersioning() {}

  record GetBucketVersioning(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketVersioning";
    }

    @Override
    public Answer run(Call call) {
      Bucket bucket = context.bucket(call);
      return Answer.xml(
          Xml.document(
              "VersioningConfiguration",
              xml -> {
                switch (bucket.versioning()) {
                  case NEVER -> {}
                  case ENABLED -> xml.text("Status", "Enabled");
                  case SUSPENDED -> xml.text("Status", "Suspended");
                }
              }));
    }
  }

  record PutBucketVersioning(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:PutBucketVersioning";
    }

    @Override
    public Answer run(Call call) throws IOException {
      Bucket bucket = context.bucket(call);
      XmlElement root = XmlElement.parse(SmallBody.read(call), "VersioningConfiguration");
      String status =
          root.text("Status").orElseThrow(S3Error.ILLEGAL_VERSIONING_CONFIGURATION::refused);
      Versioning versioning =
          switch (status) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            default -> throw S3Error.MALFORMED_XML.refused();
          };
      bucket.configure(Configuration.VERSIONING, Optional.of(versioning.name()));
      return Answer.empty(200);
    }
  }
}
