package dev.sluice.aws;

import dev.sluice.core.scan.Opinion;
import dev.sluice.core.scan.Scanner;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.Unavailable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Amazon GuardDuty Malware Protection for S3: it scans each new object by itself, and this reads
/// the tag that it leaves (GuardDuty user guide, "Using tag-based access control"). Needs
/// `s3:GetObjectTagging` on `u/*`; the protection plan and its tagging are switched on in the
/// account.
public final class GuardDutyScanner implements Scanner {
  private static final String TAG = "GuardDutyMalwareScanStatus";
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;

  public GuardDutyScanner(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Opinion ask(StoredObject object) {
    try {
      return s3
          .getObjectTagging(request -> request.bucket(bucket).key(object.key().value()))
          .tagSet()
          .stream()
          .filter(tag -> tag.key().equals(TAG))
          .map(Tag::value)
          .findFirst()
          .map(GuardDutyScanner::opinion)
          .orElseGet(() -> new Opinion.NotYet("GuardDuty has not tagged the object"));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        throw new ObjectChanged(object);
      }
      throw new Unavailable("S3", e);
    } catch (SdkException e) {
      throw new Unavailable("S3", e);
    }
  }

  private static Opinion opinion(String status) {
    return switch (status) {
      case "NO_THREATS_FOUND" -> new Opinion.Clean();
      // Which threat it is stands in GuardDuty's findings.
      case "THREATS_FOUND" -> new Opinion.Infected("a threat (GuardDuty)");
      case "UNSUPPORTED" -> new Opinion.Unfit("GuardDuty can't scan such an object");
      case "ACCESS_DENIED", "FAILED" -> new Opinion.NotYet("GuardDuty's scan ended with " + status);
      default -> new Opinion.NotYet("GuardDuty's tag says " + status);
    };
  }
}
