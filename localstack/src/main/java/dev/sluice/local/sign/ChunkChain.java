package dev.sluice.local.sign;

/// The chain of signatures over a body's chunks: each signs the one before it (Amazon S3 API
/// reference, "Transferring payload in multiple chunks").
public final class ChunkChain {
  private final byte[] signingKey;
  private final String time;
  private final String scope;
  private String previous;

  ChunkChain(byte[] signingKey, String time, String scope, String seed) {
    this.signingKey = signingKey;
    this.time = time;
    this.scope = scope;
    this.previous = seed;
  }

  /// @throws SignatureRefused if the chunk was signed otherwise
  void chunk(String sha256, String signature) {
    link("AWS4-HMAC-SHA256-PAYLOAD", Hashes.OF_NOTHING + '\n' + sha256, signature);
  }

  /// @throws SignatureRefused if the trailer was signed otherwise
  void trailer(String sha256, String signature) {
    link("AWS4-HMAC-SHA256-TRAILER", sha256, signature);
  }

  private void link(String algorithm, String hashes, String signature) {
    String toSign = String.join("\n", algorithm, time, scope, previous, hashes);
    if (!Hashes.same(Hashes.hmacHex(signingKey, toSign), signature)) {
      throw SignatureRefused.doesNotMatch().with("SignatureProvided", signature);
    }
    previous = signature;
  }
}
