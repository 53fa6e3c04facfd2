package dev.sluice.local.s3.access;

import java.util.Map;
import java.util.Optional;

/// What somebody wants to do.
///
/// @param accessKey whose key signed the request; nothing if nobody's did
/// @param action as `s3:GetObject`
/// @param resource its ARN
/// @param conditions values of condition keys, by names in lower case
public record AccessRequest(
    Optional<String> accessKey, String action, String resource, Map<String, String> conditions) {}
