package dev.sluice.core.upload;

import java.util.Optional;

/// What a client asks for, as it was sent: nothing of it is checked yet.
///
/// @param size bytes
/// @param type a media type; taken from the file name if there is none
public record NewUpload(
    Optional<String> collection,
    String fileName,
    long size,
    Optional<String> type,
    Optional<Checksum> checksum) {}
