package dev.sluice.core.upload;

/// A part as S3 holds it, not as a client says.
///
/// @param number 1 to [Limits#MAXIMUM_PARTS]
/// @param eTag as S3 gave it, quotes included
/// @param size bytes
public record StoredPart(int number, String eTag, long size) {}
