package dev.sluice.local.s3.store;

/// What can be configured of a bucket, each a document.
public enum Configuration {
  CORS,
  LIFECYCLE,
  NOTIFICATION,
  OWNERSHIP_CONTROLS,
  POLICY,
  PUBLIC_ACCESS_BLOCK,
  TAGGING,
  VERSIONING
}
