package dev.sluice.local.http;

import java.time.Instant;

/// One call of an AWS service.
///
/// @param service its signing name: s3, sqs, dynamodb
/// @param operation as the service's API reference calls it; `Unknown` if the request tells none
/// @param resource bucket and key, queue or table, as far as the request's line tells
/// @param accessKey of the caller; empty if the request is not signed
/// @param range the Range header; empty if there is none
/// @param status of the HTTP answer
/// @param requestBytes of the body, -1 if it came without a length
/// @param micros until the answer was written
public record CallRecord(
    String service,
    String operation,
    String resource,
    String accessKey,
    String range,
    int status,
    long requestBytes,
    Instant start,
    long micros) {}
