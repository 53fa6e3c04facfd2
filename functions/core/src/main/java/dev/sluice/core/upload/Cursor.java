package dev.sluice.core.upload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A place in a tenant's list: right behind this upload. It names no tenant, so that a cursor taken
/// from elsewhere shows nobody's list but the caller's.
public record Cursor(UploadId id, Instant createdAt) {
  private static final char SEPARATOR = '~';

  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (id.value() + SEPARATOR + createdAt.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
  }

  /// The cursor in a client's text, or nothing if we never made such a one.
  public static Optional<Cursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int at = plain.indexOf(SEPARATOR);
      if (at < 0) {
        return Optional.empty();
      }
      Instant createdAt = Instant.ofEpochMilli(Long.parseLong(plain.substring(at + 1)));
      return UploadId.parse(plain.substring(0, at)).map(id -> new Cursor(id, createdAt));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
