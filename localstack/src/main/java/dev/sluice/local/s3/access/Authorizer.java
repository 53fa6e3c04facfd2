package dev.sluice.local.s3.access;

import java.util.Optional;

/// Decides on every call, once its signature was found right. The seam for identity policies.
@FunctionalInterface
public interface Authorizer {
  /// @param policy of the bucket, if it has one that counts
  boolean allows(AccessRequest request, Optional<BucketPolicy> policy);

  /// Every key is the account's own and may do all that no policy denies; the others may do what a
  /// policy allows.
  static Authorizer accountOwner() {
    return (request, policy) -> {
      BucketPolicy.Decision decision =
          policy.map(it -> it.decide(request)).orElse(BucketPolicy.Decision.NEUTRAL);
      return switch (decision) {
        case ALLOWED -> true;
        case DENIED -> false;
        case NEUTRAL -> request.accessKey().isPresent();
      };
    };
  }
}
