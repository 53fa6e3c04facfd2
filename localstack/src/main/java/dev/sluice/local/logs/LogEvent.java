package dev.sluice.local.logs;

import java.time.Instant;

/// An entry of a log.
///
/// @param sequence 1 for the first entry since the cloud was started or, with a log on disk, since
///   the oldest that is kept
public record LogEvent(long sequence, Instant time, String message) {}
