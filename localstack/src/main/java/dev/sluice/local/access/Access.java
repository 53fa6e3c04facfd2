package dev.sluice.local.access;

/// One permission that a request needs.
///
/// @param resource an ARN, or `*`
public record Access(String action, String resource) {}
