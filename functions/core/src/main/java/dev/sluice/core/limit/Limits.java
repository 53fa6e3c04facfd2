package dev.sluice.core.limit;

import java.time.Duration;

/// The numbers that AWS sets, each once and with its source. What is ours to choose stands where it
/// is used.
public final class Limits {
  public static final long MIB = 1L << 20;
  public static final long GIB = 1L << 30;

  // S3: user guide, "Amazon S3 multipart upload limits".

  /// Parts of one multipart upload, numbered from 1.
  public static final int MAXIMUM_PARTS = 10_000;

  /// A part, the last one excepted.
  public static final long MINIMUM_PART_SIZE = 5 * MIB;

  /// A part; and a body sent in one PUT (user guide, "Uploading objects").
  public static final long MAXIMUM_PART_SIZE = 5 * GIB;

  /// An object, since December 2025: 48.8 TiB, announced as 50 TB. It is what the parts can carry;
  /// before, and in many tools still, it was 5 TiB.
  public static final long MAXIMUM_OBJECT_SIZE = MAXIMUM_PARTS * MAXIMUM_PART_SIZE;

  // S3: user guide, "Naming Amazon S3 objects".

  /// Of UTF-8.
  public static final int MAXIMUM_KEY_BYTES = 1024;

  // S3: API reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires.

  public static final Duration MINIMUM_VALIDITY = Duration.ofSeconds(1);
  public static final Duration MAXIMUM_VALIDITY = Duration.ofDays(7);

  // SQS: developer guide, "Amazon SQS visibility timeout".

  public static final Duration MAXIMUM_VISIBILITY = Duration.ofHours(12);

  // SQS: API reference, SetQueueAttributes, RedrivePolicy, maxReceiveCount.

  public static final int MINIMUM_RECEIVES = 1;
  public static final int MAXIMUM_RECEIVES = 1_000;

  // Lambda: API reference, ScalingConfig, MaximumConcurrency of an SQS event source.

  public static final int MINIMUM_POLLER_CONCURRENCY = 2;
  public static final int MAXIMUM_POLLER_CONCURRENCY = 1_000;

  // Lambda: developer guide, "Lambda quotas", function timeout and function memory.

  public static final Duration MINIMUM_TIMEOUT = Duration.ofSeconds(1);
  public static final Duration MAXIMUM_TIMEOUT = Duration.ofMinutes(15);

  /// Memory comes in whole ones of this.
  public static final long MEMORY_STEP = MIB;

  public static final long MINIMUM_MEMORY = 128 * MEMORY_STEP;
  public static final long MAXIMUM_MEMORY = 10_240 * MEMORY_STEP;

  // DynamoDB: API reference, TransactWriteItems.

  /// Items of one transaction.
  public static final int MAXIMUM_TRANSACTION_ITEMS = 100;

  private Limits() {}
}
