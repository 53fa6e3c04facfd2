package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Configuration;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Access control lists as far as new buckets have them: the owner may do everything, and no list
/// says otherwise ("BucketOwnerEnforced", Amazon S3 user guide, "Controlling ownership of
/// objects").
final class Acls {
  private static final Set<String> HARMLESS =
      Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

  private Acls() {}

  /// Whether the request's headers have a list.
  static boolean given(Call call) {
    return call.header("x-amz-acl").isPresent() || grants(call);
  }

  private static boolean grants(Call call) {
    return call.headers().keySet().stream().anyMatch(it -> it.startsWith("x-amz-grant-"));
  }

  /// Refuses lists in a request for an object, unless they change nothing.
  static void checkObject(Call call, Bucket bucket) {
    checkObject(call.header("x-amz-acl"), grants(call), bucket);
  }

  /// @param acl the name of a list
  /// @param grants whether the request has a list of its own
  static void checkObject(Optional<String> acl, boolean grants, Bucket bucket) {
    if (acl.isEmpty() && !grants) {
      return;
    }
    boolean enforced =
        bucket
            .document(Configuration.OWNERSHIP_CONTROLS)
            .map(document -> document.contains("BucketOwnerEnforced"))
            .orElse(true);
    String given = acl.orElse("");
    if (enforced && (grants || !given.equals("bucket-owner-full-control"))) {
      throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.refused();
    }
    requireHarmless(given);
  }

  static void checkBucket(String acl, Optional<String> ownership) {
    if (ownership.orElse("BucketOwnerEnforced").equals("BucketOwnerEnforced")
        && !HARMLESS.contains(acl)) {
      throw S3Error.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP.refused();
    }
    requireHarmless(acl);
  }

  private static void requireHarmless(String acl) {
    if (!HARMLESS.contains(acl)) {
      throw S3Error.NOT_IMPLEMENTED
          .refused("The local S3 has no access control lists but the owner's: " + acl)
          .with("Header", "x-amz-acl");
    }
  }

  /// The one list there is.
  record GetBucketAcl(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetBucketAcl";
    }

    @Override
    public Answer run(Call call) {
      var _ = context.bucket(call);
      return Answer.xml(owners());
    }
  }

  record PutBucketAcl(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:PutBucketAcl";
    }

    @Override
    public Answer run(Call call) throws IOException {
      checkObject(call, context.bucket(call));
      if (SmallBody.read(call).length > 0) {
        throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.refused();
      }
      return Answer.empty(200);
    }
  }

  record GetObjectAcl(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:GetObjectAcl";
    }

    @Override
    public Answer run(Call call) {
      var _ = Versions.find(context, call);
      return Answer.xml(owners());
    }
  }

  record PutObjectAcl(Context context) implements Operation {
    @Override
    public String action(Call call) {
      return "s3:PutObjectAcl";
    }

    @Override
    public Answer run(Call call) throws IOException {
      var _ = Versions.find(context, call);
      checkObject(call, context.bucket(call));
      if (SmallBody.read(call).length > 0) {
        throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.refused();
      }
      return Answer.empty(200);
    }
  }

  private static Xml owners() {
    return Xml.document(
        "AccessControlPolicy",
        xml -> {
          xml.element("Owner", owner -> owner.text("ID", Context.OWNER));
          xml.element(
              "AccessControlList",
              list ->
                  list.element(
                      "Grant",
                      grant -> {
                        grant.typed(
                            "Grantee",
                            "CanonicalUser",
                            grantee -> grantee.text("ID", Context.OWNER));
                        grant.text("Permission", "FULL_CONTROL");
                      }));
        });
  }
}
