package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Ids;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

record DeleteObjects(Context context) implements Operation {
  private static final int MOST = 1000;

  @Override
  public String action(Call call) {
    // Each key is authorized on its own.
    return "s3:DeleteObject";
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    boolean checked =
        call.header("content-md5").isPresent()
            || call.header("x-amz-trailer").isPresent()
            || call.headers().keySet().stream().anyMatch(it -> it.startsWith("x-amz-checksum-"));
    if (!checked) {
      throw S3Error.INVALID_REQUEST.refused(
          "Missing required header for this request: Content-MD5");
    }
    XmlElement root = XmlElement.parse(SmallBody.read(call), "Delete");
    List<XmlElement> objects = root.children("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Error.MALFORMED_XML.refused();
    }
    // API reference, "ObjectIdentifier": a key has at least one character.
    if (objects.stream()
        .anyMatch(it -> it.child("Key").map(XmlElement::exactText).orElse("").isEmpty())) {
      throw S3Error.MALFORMED_XML.refused();
    }
    boolean quiet = root.text("Quiet").map("true"::equalsIgnoreCase).orElse(false);
    return Answer.xml(
        Xml.document(
            "DeleteResult",
            xml -> objects.forEach(object -> delete(call, bucket, object, quiet, xml))));
  }

  private void delete(Call call, Bucket bucket, XmlElement object, boolean quiet, Xml xml) {
    String key = object.child("Key").orElseThrow(S3Error.MALFORMED_XML::refused).exactText();
    Optional<String> versionId = object.text("VersionId").filter(id -> !id.isEmpty());
    try {
      String action = versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
      context.authorize(call, action, bucket.name(), key, versionId);
      versionId
          .filter(id -> !id.equals(ObjectVersion.NULL) && !Ids.isVersion(id))
          .ifPresent(
              _ -> {
                throw S3Error.NO_SUCH_VERSION.refused();
              });
      DeleteObject.Outcome outcome =
          DeleteObject.delete(context, call, bucket, key, versionId, object.text("ETag"));
      if (!quiet) {
        xml.element("Deleted", it -> write(it, key, versionId, outcome.marker()));
      }
    } catch (S3Exception refusal) {
      xml.element(
          "Error",
          it -> {
            it.text("Key", key);
            versionId.ifPresent(id -> it.text("VersionId", id));
            it.text("Code", refusal.error().code());
            it.text("Message", refusal.getMessage() == null ? "" : refusal.getMessage());
          });
    }
  }

  private static void write(
      Xml xml, String key, Optional<String> versionId, Optional<StoredVersion> marker) {
    xml.text("Key", key);
    versionId.ifPresent(id -> xml.text("VersionId", id));
    marker.ifPresent(
        it -> {
          xml.text("DeleteMarker", true);
          xml.text("DeleteMarkerVersionId", it.version().versionId());
        });
  }
}
