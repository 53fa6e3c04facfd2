package dev.sluice.local.sign;

import dev.sluice.local.sign.SignatureRefused.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a body in the form `aws-chunked`, each chunk's signature checked before the next is read:
///
/// ```
/// 10000;chunk-signature=ad80…
/// BYTES
/// 0;chunk-signature=b6c6…
/// x-amz-checksum-crc32:…
/// x-amz-trailer-signature:…
/// ```
public final class ChunkedBody extends InputStream {
  private static final int MAX_LINE = 8 * 1024;

  /// "Transferring payload in multiple chunks" (Amazon S3 API reference): "at least 8 KB", but for
  /// the last chunk.
  private static final int LEAST_CHUNK = 8 * 1024;

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final Payload.Chunked kind;

  /// Nothing if the body is not signed, or nobody's.
  private final @Nullable ChunkChain chain;

  private final MessageDigest digest = Hashes.sha256();
  private final Map<String, String> trailers = new LinkedHashMap<>();

  /// Number and size of the chunk that was begun last.
  private int chunk;

  private long chunkSize;

  private long left;
  private boolean began;
  private boolean ended;
  private String signature = "";

  public ChunkedBody(InputStream in, Payload.Chunked kind, @Nullable ChunkChain chain) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.kind = kind;
    this.chain = chain;
  }

  /// What came behind the last chunk, by names in lower case; complete once the body is read.
  public Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (left == 0) {
      if (ended) {
        return -1;
      }
      nextChunk();
    }
    int count = in.read(bytes, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw incomplete();
    }
    if (chain != null && kind.signed()) {
      digest.update(bytes, offset, count);
    }
    left -= count;
    if (left == 0) {
      endOfChunk();
    }
    return count;
  }

  private void nextChunk() throws IOException {
    String head = line();
    int semicolon = head.indexOf(';');
    String size = (semicolon < 0 ? head : head.substring(0, semicolon)).strip();
    try {
      left = Long.parseLong(size, 16);
    } catch (NumberFormatException notHexadecimal) {
      throw began ? incomplete() : invalidSize(size);
    }
    if (left < 0) {
      throw invalidSize(size);
    }
    if (left > 0) {
      if (began && chunkSize < LEAST_CHUNK) {
        throw new SignatureRefused(
                Code.INVALID_CHUNK_SIZE,
                "Only the last chunk is allowed to have a size less than 8192 bytes")
            .with("Chunk", Integer.toString(chunk + 1))
            .with("BadChunkSize", Long.toString(chunkSize));
      }
      chunk++;
      chunkSize = left;
    }
    began = true;
    if (kind.signed()) {
      int equals = head.indexOf("chunk-signature=");
      if (equals < 0) {
        throw SignatureRefused.doesNotMatch();
      }
      signature = head.substring(equals + "chunk-signature=".length()).strip();
      digest.reset();
    }
    if (left == 0) {
      if (chain != null && kind.signed()) {
        chain.chunk(HexFormat.of().formatHex(digest.digest()), signature);
      }
      readTrailers();
      ended = true;
    }
  }

  private void endOfChunk() throws IOException {
    if (!line().isEmpty()) {
      throw incomplete();
    }
    if (chain != null && kind.signed()) {
      chain.chunk(HexFormat.of().formatHex(digest.digest()), signature);
    }
  }

  private void readTrailers() throws IOException {
    StringBuilder signedText = new StringBuilder();
    for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw malformed();
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (trailers.put(name, value) != null) {
        throw malformed();
      }
      if (!name.equals("x-amz-trailer-signature")) {
        signedText.append(name).append(':').append(value).append('\n');
      }
    }
    if (chain != null && kind.signed() && kind.trailer()) {
      String given = trailers.getOrDefault("x-amz-trailer-signature", "");
      chain.trailer(Hashes.sha256Hex(signedText.toString()), given);
    }
    byte[] rest = new byte[MAX_LINE];
    while (in.read(rest) >= 0) {
      // Nothing of what may follow is part of the object.
    }
  }

  private static SignatureRefused malformed() {
    return new SignatureRefused(
        Code.MALFORMED_TRAILER,
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > MAX_LINE) {
        throw incomplete();
      }
      line.append((char) next);
    }
    return strip(line);
  }

  /// The last line of trailers may end with the body.
  private String lineOrEnd() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      if (line.length() > MAX_LINE) {
        throw incomplete();
      }
      line.append((char) next);
    }
    return strip(line);
  }

  private static String strip(StringBuilder line) {
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static SignatureRefused invalidSize(String size) {
    return new SignatureRefused(
            Code.INVALID_REQUEST, "The chunk size is not valid; is the body aws-chunked?")
        .with("ChunkSize", size);
  }

  private static SignatureRefused incomplete() {
    return new SignatureRefused(
        Code.INCOMPLETE_BODY,
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }
}
