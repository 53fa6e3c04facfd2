package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.wire.BodyCheck;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/// Bodies that are documents.
final class SmallBody {
  /// Ten thousand parts with their checksums are less.
  private static final int MOST = 8 << 20;

  private SmallBody() {}

  /// A body with all that the request says of it checked.
  static byte[] read(Call call) throws IOException {
    BodyCheck check = new BodyCheck(call, ChecksumAlgorithm.CRC32);
    byte[] body = bytes(call);
    for (Digester digester : check.digesters()) {
      digester.update(body, 0, body.length);
    }
    check.verify(body.length);
    return body;
  }

  /// A body in a request whose checksum headers are about something else.
  static byte[] readOfChecksummedObject(Call call) throws IOException {
    byte[] body = bytes(call);
    if (call.body().length() >= 0 && call.body().length() != body.length) {
      throw S3Error.INCOMPLETE_BODY.refused();
    }
    call.body()
        .sha256()
        .ifPresent(
            expected -> {
              Digester digester = ChecksumAlgorithm.SHA256.digester();
              digester.update(body, 0, body.length);
              if (!Arrays.equals(HexFormat.of().parseHex(expected), digester.digest())) {
                throw S3Error.XAMZ_CONTENT_SHA256_MISMATCH.refused();
              }
            });
    return body;
  }

  private static byte[] bytes(Call call) throws IOException {
    byte[] body = call.body().stream().readNBytes(MOST + 1);
    if (body.length > MOST) {
      throw S3Error.ENTITY_TOO_LARGE.refused();
    }
    return body;
  }
}
