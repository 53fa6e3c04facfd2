package dev.sluice.local.s3.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request's bytes as they come. A client that goes away in the middle has sent an incomplete
/// body, which it may be told if it still listens.
public final class RequestStream extends FilterInputStream {
  public RequestStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException gone) {
      throw S3Error.INCOMPLETE_BODY.refused();
    }
  }
}
