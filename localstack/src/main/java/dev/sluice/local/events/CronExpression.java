package dev.sluice.local.events;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Minutes, hours, day of month, month, day of week and year ("Cron expressions", EventBridge user
/// guide). One of the two days is `?`; the other may be `L` (the last), `nW` (the weekday next to
/// the nth) or `d#n` (the nth such weekday). Weeks begin with SUN, which is 1.
record CronExpression(
    NavigableSet<Integer> minutes,
    NavigableSet<Integer> hours,
    Predicate<LocalDate> dayOfMonth,
    NavigableSet<Integer> months,
    Predicate<LocalDate> dayOfWeek,
    NavigableSet<Integer> years) {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    require(fields.length == 6, "a cron expression has six fields: " + text);
    require(
        fields[2].equals("?") != fields[4].equals("?"),
        "either the day of the month or that of the week is ?: " + text);
    return new CronExpression(
        numbers(fields[0], 0, 59, List.of()),
        numbers(fields[1], 0, 23, List.of()),
        dayOfMonth(fields[2]),
        numbers(fields[3], 1, 12, MONTHS),
        dayOfWeek(fields[4]),
        numbers(fields[5], FIRST_YEAR, LAST_YEAR, List.of()));
  }

  Optional<Instant> after(Instant time) {
    Instant earliest = time.plusNanos(1);
    LocalDate first = LocalDate.ofInstant(time, ZoneOffset.UTC);
    for (LocalDate day = first; day.getYear() <= years.last(); day = day.plusDays(1)) {
      if (runsOn(day)) {
        for (int hour : hours) {
          for (int minute : minutes) {
            Instant at = day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
            if (!at.isBefore(earliest)) {
              return Optional.of(at);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean runsOn(LocalDate day) {
    return years.contains(day.getYear())
        && months.contains(day.getMonthValue())
        && dayOfMonth.test(day)
        && dayOfWeek.test(day);
  }

  private static Predicate<LocalDate> dayOfMonth(String field) {
    if (field.equals("?")) {
      return day -> true;
    }
    if (field.equals("L")) {
      return day -> day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (field.matches("\\d+W")) {
      int wanted = number(field.substring(0, field.length() - 1), 1, 31, List.of());
      return day ->
          wanted <= day.lengthOfMonth() && day.equals(weekday(day.withDayOfMonth(wanted)));
    }
    NavigableSet<Integer> days = numbers(field, 1, 31, List.of());
    return day -> days.contains(day.getDayOfMonth());
  }

  /// The weekday next to a day, in the same month.
  private static LocalDate weekday(LocalDate day) {
    int shift =
        switch (day.getDayOfWeek()) {
          case SATURDAY -> day.getDayOfMonth() == 1 ? 2 : -1;
          case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? -2 : 1;
          default -> 0;
        };
    return day.plusDays(shift);
  }

  private static Predicate<LocalDate> dayOfWeek(String field) {
    if (field.equals("?")) {
      return day -> true;
    }
    if (field.equals("L")) {
      return day -> day.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    if (field.endsWith("L")) {
      DayOfWeek wanted = day(number(field.substring(0, field.length() - 1), 1, 7, DAYS));
      return day -> day.equals(day.with(TemporalAdjusters.lastInMonth(wanted)));
    }
    if (field.contains("#")) {
      String[] parts = field.split("#", 2);
      DayOfWeek wanted = day(number(parts[0], 1, 7, DAYS));
      int place = number(parts[1], 1, 5, List.of());
      return day -> day.getDayOfWeek() == wanted && (day.getDayOfMonth() + 6) / 7 == place;
    }
    NavigableSet<Integer> days = numbers(field, 1, 7, DAYS);
    return day -> days.contains(day.getDayOfWeek().getValue() % 7 + 1);
  }

  private static DayOfWeek day(int fromSunday) {
    return DayOfWeek.SATURDAY.plus(fromSunday);
  }

  private static NavigableSet<Integer> numbers(
      String field, int lowest, int highest, List<String> names) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String part : field.split(",", -1)) {
      String[] step = part.split("/", 2);
      String[] range = step[0].split("-", 2);
      int from = step[0].equals("*") ? lowest : number(range[0], lowest, highest, names);
      int to =
          range.length == 2
              ? number(range[1], lowest, highest, names)
              : step[0].equals("*") || step.length == 2 ? highest : from;
      int by = step.length == 2 ? number(step[1], 1, highest, List.of()) : 1;
      require(from <= to, "a range goes upwards: " + field);
      for (int number = from; number <= to; number += by) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /// Names stand for numbers: the first month and the first day are 1.
  private static int number(String text, int lowest, int highest, List<String> names) {
    int named = names.indexOf(text);
    if (named >= 0) {
      return named + 1;
    }
    require(text.matches("\\d{1,4}"), "no number: " + text);
    int number = Integer.parseInt(text);
    require(
        number >= lowest && number <= highest,
        number + " is not between " + lowest + " and " + highest);
    return number;
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException("Parameter ScheduleExpression is not valid. " + reason);
    }
  }
}
