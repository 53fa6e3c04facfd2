package dev.sluice.local.s3.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;

/// What a queue is sent when a bucket begins to tell it (Amazon S3 user guide, "Event notification
/// types and destinations": it has no `Records`).
final class TestEvent {
  private TestEvent() {}

  static String of(String bucket, Instant time) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("Service", "Amazon S3")
        .put("Event", "s3:TestEvent")
        .put("Time", time.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("Bucket", bucket)
        .put("RequestId", "TEST")
        .put("HostId", "TEST")
        .toString();
  }
}
