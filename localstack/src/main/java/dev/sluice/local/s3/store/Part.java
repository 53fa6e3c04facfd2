package dev.sluice.local.s3.store;

import java.time.Instant;

/// A part of an object, which is a file.
///
/// @param eTag without quotes: the MD5 of its bytes
/// @param checksum of its bytes, by the algorithm of the upload
public record Part(
    int number, String file, long size, String eTag, String checksum, Instant lastModified) {}
