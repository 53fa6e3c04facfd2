package dev.sluice.local;

import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Principal;
import dev.sluice.local.s3.access.AccessRequest;
import dev.sluice.local.s3.access.Authorizer;
import dev.sluice.local.s3.access.BucketPolicy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// S3's decisions by the policies of roles and of the template's buckets, and by what was put on a
/// bucket since.
final class S3Authorizer implements Authorizer {
  private final Permissions permissions;
  private final Function<String, Optional<Principal>> principals;
  private final InstantSource clock;

  /// @param principals whom an access key stands for
  /// @param clock what `aws:CurrentTime` says
  S3Authorizer(
      Permissions permissions,
      Function<String, Optional<Principal>> principals,
      InstantSource clock) {
    this.permissions = permissions;
    this.principals = principals;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(AccessRequest request, Optional<BucketPolicy> policy) {
    Principal principal =
        request.accessKey().flatMap(principals).orElseGet(Principal.Anonymous::new);
    Decision decision = decide(principal, request, BucketPolicy.decide(policy, request));
    return decision instanceof Decision.Denied denied
        ? Optional.of(denied.message(principal, request.action(), '"' + request.resource() + '"'))
        : Optional.empty();
  }

  private Decision decide(
      Principal principal, AccessRequest request, BucketPolicy.Decision ofBucket) {
    if (ofBucket == BucketPolicy.Decision.DENIED) {
      return new Decision.Denied(Decision.Reason.RESOURCE_DENIES);
    }
    // Of the account's roles it names none by itself: those need a policy of their own.
    if (ofBucket == BucketPolicy.Decision.ALLOWED && principal instanceof Principal.Anonymous) {
      return new Decision.Allowed(Optional.empty());
    }
    Map<String, String> context = new HashMap<>(request.conditions());
    context.put(ContextKeys.CURRENT_TIME, clock.instant().toString());
    context.putAll(principal.context());
    return permissions.decide(
        new dev.sluice.local.iam.AccessRequest(
            principal, request.action(), request.resource(), context));
  }
}
