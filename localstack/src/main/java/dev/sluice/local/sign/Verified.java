package dev.sluice.local.sign;

/// A request whose signature is right.
///
/// @param payload how its body is signed
/// @param chain with what the chunks of its body are signed
/// @param presigned whether the signature stands in the query
public record Verified(Scope scope, Payload payload, ChunkChain chain, boolean presigned) {}
