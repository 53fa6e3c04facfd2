package dev.sluice.local.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// S3's event message (Amazon S3 user guide, "Event message structure").
///
/// @param name without `s3:`, as `ObjectCreated:Put`
/// @param eTag with or without quotes
record ObjectEvent(
    String name, String bucket, String key, long size, String eTag, Instant time, long sequence) {
  String toMessage(String configurationId) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ObjectNode event = json.putArray("Records").addObject();
    event.put("eventVersion", "2.1");
    event.put("eventSource", "aws:s3");
    event.put("awsRegion", "us-east-1");
    event.put("eventTime", time.toString());
    event.put("eventName", name);
    event.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    event
        .putObject("responseElements")
        .put("x-amz-request-id", Long.toHexString(sequence))
        .put("x-amz-id-2", Long.toHexString(sequence));
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", configurationId);
    ObjectNode inBucket = s3.putObject("bucket");
    inBucket.put("name", bucket);
    inBucket.putObject("ownerIdentity").put("principalId", "LOCAL");
    inBucket.put("arn", "arn:aws:s3:::" + bucket);
    ObjectNode object = s3.putObject("object");
    // A space becomes a plus, as AWS has it; a slash stays.
    object.put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"));
    object.put("size", size);
    object.put("eTag", eTag.replace("\"", ""));
    object.put("sequencer", "%016X".formatted(sequence));
    return json.toString();
  }
}
