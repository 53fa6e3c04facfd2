package dev.sluice.local.s3.checksum;

/// An object's checksum.
///
/// @param value in Base64; of a composite one with `-N`
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, String value) {}
