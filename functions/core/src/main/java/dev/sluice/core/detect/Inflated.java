package dev.sluice.core.detect;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The first bytes that a deflated stream unpacks to. What is made of them is bounded, whatever the
/// stream holds.
final class Inflated {
  private Inflated() {}

  /// As far as the input goes, `limit` bytes at most; fewer where the stream ends, is broken or was
  /// not read further.
  ///
  /// @param raw a bare stream (RFC 1951); otherwise one with the header of zlib (RFC 1950)
  static byte[] first(byte[] input, int from, int limit, boolean raw) {
    Inflater inflater = new Inflater(raw);
    try {
      inflater.setInput(input, from, input.length - from);
      byte[] output = new byte[limit];
      int length = 0;
      while (length < limit) {
        int more = inflater.inflate(output, length, limit - length);
        if (more == 0) {
          break;
        }
        length += more;
      }
      return Arrays.copyOf(output, length);
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }
}
