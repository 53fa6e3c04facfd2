package dev.sluice.local.s3.event;

import dev.sluice.local.s3.wire.Call;

/// From where a change came.
record Origin(String requester, String sourceIp, String requestId) {
  static Origin of(Call call) {
    return new Origin(
        call.accessKey().map(key -> "AWS:" + key).orElse("Anonymous"),
        call.sourceIp(),
        call.requestId());
  }

  /// A lifecycle rule's doing.
  static Origin ofService() {
    return new Origin("s3.amazonaws.com", "s3.amazonaws.com", "LIFECYCLE");
  }
}
