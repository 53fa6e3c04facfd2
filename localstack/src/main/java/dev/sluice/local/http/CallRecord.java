package dev.sluice.local.http;

import java.time.Instant;

/// One call of an AWS service.
///
/// @param service its signing name: s3, sqs, dynamodb
/// @param operation as the service's API reference calls it; `Unknown` if the request tells none
/// @param resource as [Operation] has it; at most 2,048 characters of it
/// @param principal who called: a role's ARN, `user`, or an AWS service that acts by itself
///   (`lambda.amazonaws.com`); the access key if nobody has it, empty if the request is not signed
/// @param presigned whether the principal signed a URL, which somebody else may have used
/// @param range the Range header; empty if there is none
/// @param status of the HTTP answer
/// @param requestBytes of the body, -1 if it came without a length
/// @param micros until the answer was written
public record CallRecord(
    String service,
    String operation,
    String resource,
    String principal,
    boolean presigned,
    String range,
    int status,
    long requestBytes,
    Instant start,
    long micros) {
  private static final int LONGEST_RESOURCE = 2048;

  public CallRecord {
    if (resource.length() > LONGEST_RESOURCE) {
      resource = resource.substring(0, LONGEST_RESOURCE);
    }
  }
}
