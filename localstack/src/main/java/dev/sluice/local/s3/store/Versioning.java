package dev.sluice.local.s3.store;

/// Whether a bucket keeps versions.
public enum Versioning {
  NEVER,
  ENABLED,
  SUSPENDED
}
