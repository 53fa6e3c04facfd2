package dev.sluice.core.upload;

/// The numbers that S3 sets, once. Source: Amazon S3 user guide, "Amazon S3 multipart upload
/// limits".
public final class Limits {
  private static final long MIB = 1024L * 1024;

  /// Parts of one multipart upload.
  public static final int MAXIMUM_PARTS = 10_000;

  /// A part, the last one excepted: 5 MiB.
  public static final long MINIMUM_PART_SIZE = 5 * MIB;

  /// A part, and a body sent in one PUT: 5 GiB.
  public static final long MAXIMUM_PART_SIZE = 5 * 1024 * MIB;

  /// An object: 50 TB since December 2025 (10,000 parts of 5 GiB would be a little less).
  public static final long MAXIMUM_OBJECT_SIZE = MAXIMUM_PARTS * MAXIMUM_PART_SIZE;

  private Limits() {}
}
