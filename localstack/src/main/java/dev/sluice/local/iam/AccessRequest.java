package dev.sluice.local.iam;

import java.util.Map;

/// What somebody wants to do.
///
/// @param action such as `s3:GetObject`
/// @param resource its ARN, or `*` for actions that are on none
/// @param context values of condition keys, by their names in lower case
public record AccessRequest(
    Principal principal, String action, String resource, Map<String, String> context) {
  public AccessRequest {
    context = Map.copyOf(context);
  }
}
