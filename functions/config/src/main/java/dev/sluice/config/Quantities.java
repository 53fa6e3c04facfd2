package dev.sluice.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people write them: `5`, `5 GiB`, `15m`. Each is a whole number of a unit, so that
/// there is nothing to round; units of 1,000 (GB) are refused rather than guessed at.
final class Quantities {

  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(B|KiB|MiB|GiB|TiB)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?([smhd])");

  private Quantities() {}

  static Optional<Integer> count(Place place, int least, int most) {
    return count(place, (long) least, (long) most).map(Math::toIntExact);
  }

  static Optional<Long> count(Place place, long least, long most) {
    String example = "a whole number of %d to %d".formatted(least, most);
    return place
        .text(example)
        .flatMap(
            text -> {
              if (!COUNT.matcher(text).matches()) {
                return refuse(place, text, "is not a whole number; write e.g. " + least);
              }
              long count = Long.parseLong(text);
              return count >= least && count <= most
                  ? Optional.of(count)
                  : refuse(place, text, "is out of range; write " + example);
            });
  }

  /// Bytes. The range is given in words, too, as people write it.
  static Optional<Long> size(Place place, long least, long most, String range) {
    return place
        .text("a size, e.g. 5 GiB")
        .flatMap(
            text -> {
              Matcher matcher = SIZE.matcher(text);
              if (!matcher.matches()) {
                return refuse(place, text, "is not a size; write e.g. 5 GiB");
              }
              long unit = bytes(group(matcher, 2));
              long amount = Long.parseLong(group(matcher, 1));
              boolean inRange = amount <= most / unit && amount * unit >= least;
              return inRange
                  ? Optional.of(amount * unit)
                  : refuse(place, text, "is out of range; write a size of " + range);
            });
  }

  static Optional<Boolean> choice(Place place) {
    return place
        .text("true or false")
        .flatMap(
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> refuse(place, text, "is not known; write true or false");
                });
  }

  static Optional<Duration> duration(Place place, Duration least, Duration most, String range) {
    return place
        .text("a duration, e.g. 30s or 15m")
        .flatMap(
            text -> {
              Matcher matcher = DURATION.matcher(text);
              if (!matcher.matches()) {
                return refuse(place, text, "is not a duration; write e.g. 30s or 15m");
              }
              Duration duration =
                  unit(group(matcher, 2)).multipliedBy(Long.parseLong(group(matcher, 1)));
              return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0
                  ? Optional.of(duration)
                  : refuse(place, text, "is out of range; write a duration of " + range);
            });
  }

  static <T> Optional<T> refuse(Place place, String text, String why) {
    place.problem("\"%s\" %s".formatted(text, why));
    return Optional.empty();
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "B" -> 1;
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      case "TiB" -> 1L << 40;
      default -> throw new IllegalArgumentException(unit);
    };
  }

  private static Duration unit(String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> throw new IllegalArgumentException(unit);
    };
  }

  /// A group that takes part in every match.
  private static String group(Matcher matcher, int number) {
    return String.valueOf(matcher.group(number));
  }
}
