package dev.sluice.events;

import java.time.Instant;

/// An event in its envelope (CloudEvents 1.0, cloudevents.io).
///
/// @param id the same when the same event is sent again: consumers that remember ids act once
/// @param source who says so, a URI reference such as `/sluice/BUCKET`
/// @param time when it happened
public record Event(String id, String source, Instant time, EventData data) {}
