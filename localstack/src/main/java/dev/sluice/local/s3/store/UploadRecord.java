package dev.sluice.local.s3.store;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import java.time.Instant;
import java.util.Optional;

/// What is known of a multipart upload from its start on.
///
/// @param sequence of the bucket when it began
/// @param algorithm that its parts' checksums have; none if the client named none
public record UploadRecord(
    String uploadId,
    Attributes attributes,
    Instant initiated,
    long sequence,
    Optional<ChecksumAlgorithm> algorithm,
    Optional<ChecksumType> type) {}
