package dev.sluice.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads durations as sluice.yaml writes them.
final class Durations implements ITypeConverter<Duration> {
  /// At most nine digits: whatever they count, it fits.
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})([smhd])");

  @Override
  public Duration convert(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("\"" + text + "\" is no time; write 30s, 15m, 12h or 7d");
    }
    ChronoUnit unit =
        switch (matcher.group(2)) {
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          default -> ChronoUnit.DAYS;
        };
    return Duration.of(Long.parseLong(matcher.group(1)), unit);
  }
}
