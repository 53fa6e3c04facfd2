package dev.sluice.local.s3.access;

import dev.sluice.local.iam.AccessRequest;
import dev.sluice.local.iam.Authority;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.GlobalContext;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Policy;
import dev.sluice.local.iam.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Decides on every call, once its signature was found right, by the caller's policies and by the
/// bucket's own.
///
/// @param principals whom an access key stands for
/// @param clock what `aws:CurrentTime` says
public record Authorizer(
    Permissions permissions,
    Function<String, Optional<Principal>> principals,
    InstantSource clock) {
  /// What no policy of a bucket can take from the account's owner, or nobody could ever change it
  /// again (Amazon S3 API reference, "PutBucketPolicy", "DeleteBucketPolicy", "GetBucketPolicy").
  private static final Set<String> ALWAYS_THE_OWNERS =
      Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  /// For an S3 by itself: every access key is the owner's.
  public static Authorizer ofOwner(String account, InstantSource clock) {
    return new Authorizer(
        new Permissions(new Authority(Map.of(), Map.of())),
        _ -> Optional.of(new Principal.Administrator(account)),
        clock);
  }

  /// Why a call may not be made, in AWS's words; empty if it may.
  ///
  /// @param accessKey whose key signed the call; nothing if nobody's did
  /// @param action as `s3:GetObject`
  /// @param resource its ARN
  /// @param conditions values of condition keys, by names in lower case
  /// @param policy of the bucket, if it has one that counts
  public Optional<String> refusal(
      Optional<String> accessKey,
      String action,
      String resource,
      Map<String, String> conditions,
      Optional<BucketPolicy> policy) {
    Principal principal = accessKey.flatMap(principals).orElseGet(Principal.Anonymous::new);
    Map<String, String> context = GlobalContext.of(principal, resource, clock.instant());
    context.putAll(conditions);
    boolean untouchable =
        principal instanceof Principal.Administrator && ALWAYS_THE_OWNERS.contains(action);
    List<Policy> ofBucket =
        policy.filter(_ -> !untouchable).map(BucketPolicy::policy).stream().toList();
    Decision decision =
        permissions.decide(new AccessRequest(principal, action, resource, context), ofBucket);
    return decision instanceof Decision.Denied denied
        ? Optional.of(denied.message(principal, action, '"' + resource + '"'))
        : Optional.empty();
  }
}
