package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;

/// What the operations on multipart uploads have in common.
final class Parts {
  /// "Amazon S3 multipart upload limits"
  static final int MOST = 10_000;

  static final long LEAST_BYTES = 5L << 20;

  private Parts() {}

  static int number(String text) {
    try {
      int number = text.matches("[1-9]\\d*") ? Integer.parseInt(text) : 0;
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below like a number out of range.
    }
    throw S3Error.argument(
        "partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
  }

  static Upload upload(Bucket bucket, Call call) {
    String id = call.query().get("uploadId");
    return bucket.uploads().find(id, call.key()).orElseThrow(() -> missing(id));
  }

  static RuntimeException missing(String uploadId) {
    return S3Error.NO_SUCH_UPLOAD.refused().with("UploadId", uploadId);
  }
}
