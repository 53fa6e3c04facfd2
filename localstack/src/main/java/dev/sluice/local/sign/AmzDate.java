package dev.sluice.local.sign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// `20261123T081500Z`, and what an old client may write in a Date header instead.
final class AmzDate {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  private AmzDate() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notBasic) {
      return Optional.empty();
    }
  }

  static Optional<Instant> parseHttp(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException notHttp) {
      return Optional.empty();
    }
  }

  static String format(Instant time) {
    return BASIC.format(time.atOffset(ZoneOffset.UTC));
  }
}
