package dev.sluice.local.sign;

import java.time.Instant;

/// A request whose signature is right.
///
/// @param payload how its body is signed
/// @param chain with what the chunks of its body are signed
/// @param presigned whether the signature stands in the query
/// @param time when it was made
public record Verified(
    Scope scope, Payload payload, ChunkChain chain, boolean presigned, Instant time) {}
