package dev.sluice.core.upload;

import dev.sluice.core.limit.Limits;

/// How the bytes of one upload travel to S3.
public sealed interface Plan {
  /// The part that files are cut into: large enough that requests are few, small enough that one
  /// sent again costs little. Files up to this size go in one PUT.
  long PREFERRED_PART_SIZE = 16 * Limits.MIB;

  /// Sizes of parts are whole multiples of this.
  long PART_SIZE_STEP = Limits.MIB;

  /// One presigned PUT.
  record Single() implements Plan {}

  /// Presigned parts: all of `partSize` bytes, the last one of what is left.
  ///
  /// @param partSize [Limits#MINIMUM_PART_SIZE] to [Limits#MAXIMUM_PART_SIZE] bytes
  /// @param partCount 1 to [Limits#MAXIMUM_PARTS]
  record Multipart(MultipartId multipartId, long partSize, int partCount) implements Plan {
    /// @param number 1 to `partCount`
    /// @param size of the whole object
    public long sizeOfPart(int number, long size) {
      return number < partCount ? partSize : size - partSize * (partCount - 1);
    }
  }

  /// Whether a file of this size is sent in parts.
  static boolean isMultipart(long size) {
    return size > PREFERRED_PART_SIZE;
  }

  /// The parts for a file of `size` bytes: never more than S3 takes, never smaller than it takes.
  ///
  /// @param size 1 to [Limits#MAXIMUM_OBJECT_SIZE] bytes
  static Multipart multipart(MultipartId multipartId, long size) {
    if (size < 1 || size > Limits.MAXIMUM_OBJECT_SIZE) {
      throw new IllegalArgumentException("no plan for " + size + " bytes");
    }
    long least = Math.ceilDiv(size, (long) Limits.MAXIMUM_PARTS);
    long partSize =
        Math.max(PREFERRED_PART_SIZE, Math.ceilDiv(least, PART_SIZE_STEP) * PART_SIZE_STEP);
    return new Multipart(multipartId, partSize, Math.toIntExact(Math.ceilDiv(size, partSize)));
  }
}
