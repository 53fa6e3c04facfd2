package dev.sluice.core.upload;

/// An object as S3 holds it.
///
/// @param eTag without quotes
/// @param size bytes
public record StoredObject(ObjectKey key, String eTag, long size) {}
