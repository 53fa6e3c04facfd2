package dev.sluice.local.s3.access;

import java.util.Optional;

/// Decides on every call, once its signature was found right. The seam for identity policies.
@FunctionalInterface
public interface Authorizer {
  /// @param policy of the bucket, if it has one that counts
  /// @return why the call may not be made, in AWS's words; empty if it may
  Optional<String> refusal(AccessRequest request, Optional<BucketPolicy> policy);

  /// Every key is the account's own and may do all that no policy denies; the others may do what a
  /// policy allows.
  static Authorizer accountOwner() {
    return (request, policy) -> {
      boolean allowed =
          switch (BucketPolicy.decide(policy, request)) {
            case ALLOWED -> true;
            case DENIED -> false;
            case NEUTRAL -> request.accessKey().isPresent();
          };
      return allowed ? Optional.empty() : Optional.of("Access Denied");
    };
  }
}
