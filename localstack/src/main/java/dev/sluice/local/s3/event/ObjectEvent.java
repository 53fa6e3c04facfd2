package dev.sluice.local.s3.event;

import dev.sluice.local.s3.store.ObjectVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event in S3's two forms (Amazon S3 user guide, "Event message structure" and "EventBridge
/// event message structure").
///
/// @param name without `s3:`, as `ObjectCreated:Put`
record ObjectEvent(
    String name,
    String bucket,
    ObjectVersion version,
    boolean versioned,
    long sequence,
    Instant time,
    String region,
    Origin origin) {
  private static final String ACCOUNT = "000000000000";

  /// The MD5 of no bytes.
  private static final String OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  String toNotification(String configurationId) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ObjectNode event = json.putArray("Records").addObject();
    event.put("eventVersion", is("ObjectTagging") || is("LifecycleExpiration") ? "2.3" : "2.1");
    event.put("eventSource", "aws:s3");
    event.put("awsRegion", region);
    event.put("eventTime", time.truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("eventName", name);
    event.putObject("userIdentity").put("principalId", origin.requester());
    event.putObject("requestParameters").put("sourceIPAddress", origin.sourceIp());
    event
        .putObject("responseElements")
        .put("x-amz-request-id", origin.requestId())
        .put("x-amz-id-2", origin.requestId());
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", configurationId);
    ObjectNode inBucket = s3.putObject("bucket");
    inBucket.put("name", bucket);
    inBucket.putObject("ownerIdentity").put("principalId", ACCOUNT);
    inBucket.put("arn", "arn:aws:s3:::" + bucket);
    ObjectNode object = s3.putObject("object");
    // A space becomes a plus, as AWS has it; a slash stays.
    object.put("key", URLEncoder.encode(version.key(), StandardCharsets.UTF_8).replace("%2F", "/"));
    if (is("ObjectCreated")) {
      object.put("size", version.size());
    }
    eTag().ifPresent(eTag -> object.put("eTag", eTag));
    if (versioned) {
      object.put("versionId", version.versionId());
    }
    if (!is("ObjectTagging")) {
      object.put("sequencer", sequencer());
    }
    return json.toString();
  }

  /// The key is not encoded there.
  String toEventBridge() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("version", "0");
    json.put("id", UUID.randomUUID().toString());
    json.put("detail-type", detailType());
    json.put("source", "aws.s3");
    json.put("account", ACCOUNT);
    json.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("region", region);
    json.putArray("resources").add("arn:aws:s3:::" + bucket);
    ObjectNode detail = json.putObject("detail");
    detail.put("version", "0");
    detail.put("event-version", "1.1");
    detail.putObject("bucket").put("name", bucket);
    ObjectNode object = detail.putObject("object").put("key", version.key());
    if (is("ObjectCreated")) {
      object.put("size", version.size());
    }
    eTag().ifPresent(eTag -> object.put("etag", eTag));
    if (versioned) {
      object.put("version-id", version.versionId());
    }
    if (!is("ObjectTagging")) {
      object.put("sequencer", sequencer());
    }
    detail.put("request-id", origin.requestId());
    detail.put("requester", is("LifecycleExpiration") ? "s3.amazonaws.com" : ACCOUNT);
    if (!is("LifecycleExpiration")) {
      detail.put("source-ip-address", origin.sourceIp());
    }
    reason(detail);
    return json.toString();
  }

  private void reason(ObjectNode detail) {
    String how = name.substring(name.indexOf(':') + 1);
    if (is("ObjectCreated")) {
      detail.put(
          "reason",
          switch (how) {
            case "Put" -> "PutObject";
            case "Post" -> "POST Object";
            case "Copy" -> "CopyObject";
            default -> how;
          });
    } else if (is("ObjectRemoved") || is("LifecycleExpiration")) {
      detail.put("reason", is("ObjectRemoved") ? "DeleteObject" : "Lifecycle Expiration");
      detail.put(
          "deletion-type", how.equals("Delete") ? "Permanently Deleted" : "Delete Marker Created");
    }
  }

  private String detailType() {
    if (is("ObjectCreated")) {
      return "Object Created";
    }
    if (is("ObjectTagging")) {
      return name.endsWith(":Put") ? "Object Tags Added" : "Object Tags Deleted";
    }
    return "Object Deleted";
  }

  /// A delete marker's is that of no bytes; what is deleted for good has none any more.
  private Optional<String> eTag() {
    if (version.deleteMarker()) {
      return name.endsWith(":DeleteMarkerCreated") ? Optional.of(OF_NOTHING) : Optional.empty();
    }
    return is("ObjectRemoved") ? Optional.empty() : Optional.of(version.eTag());
  }

  private boolean is(String kind) {
    return name.startsWith(kind);
  }

  private String sequencer() {
    return "%016X".formatted(sequence);
  }
}
