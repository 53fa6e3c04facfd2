package dev.sluice.config;

import dev.sluice.core.collection.ScannerRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `scanner`: who is asked, and how long its answer is waited for.
final class ScannerReader {

  static final String EXAMPLE =
      "e.g. scanner: {clamd: \"clamd.internal:3310\"} or scanner: {guardDuty: true}";

  private static final List<String> KEYS = List.of("clamd", "guardDuty", "deadline");
  private static final Duration DEFAULT_DEADLINE = Duration.ofHours(1);
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");

  private ScannerReader() {}

  /// The rules, or nothing after a problem was reported.
  static Optional<ScannerRules> read(Place place) {
    Fields fields = new Fields(place, KEYS, EXAMPLE);
    Optional<ScannerRules.Service> service = service(place, fields);
    Optional<Duration> deadline =
        fields
            .optional("deadline")
            .map(
                duration ->
                    Quantities.duration(
                        duration,
                        ScannerRules.MINIMUM_DEADLINE,
                        ScannerRules.MAXIMUM_DEADLINE,
                        "1m to 12h"))
            .orElse(Optional.of(DEFAULT_DEADLINE));
    return service.flatMap(one -> deadline.map(within -> new ScannerRules(one, within)));
  }

  private static Optional<ScannerRules.Service> service(Place place, Fields fields) {
    Optional<Place> clamd = fields.optional("clamd");
    Optional<Place> guardDuty = fields.optional("guardDuty");
    if (clamd.isPresent() == guardDuty.isPresent()) {
      if (place.isMapping()) {
        place.problem("names one service; write " + EXAMPLE);
      }
      return Optional.empty();
    }
    return clamd.isPresent()
        ? clamd.flatMap(ScannerReader::clamd)
        : guardDuty.flatMap(ScannerReader::guardDuty);
  }

  private static Optional<ScannerRules.Service> clamd(Place place) {
    return place
        .text("HOST:PORT")
        .flatMap(
            text -> {
              Matcher address = ADDRESS.matcher(text);
              if (address.matches()) {
                int port = Integer.parseInt(address.group(2));
                if (port >= 1 && port <= 0xFFFF) {
                  return Optional.of(new ScannerRules.Service.Clamd(address.group(1), port));
                }
              }
              return Quantities.refuse(
                  place, text, "is not HOST:PORT; write e.g. \"clamd.internal:3310\"");
            });
  }

  private static Optional<ScannerRules.Service> guardDuty(Place place) {
    return Quantities.choice(place)
        .flatMap(
            wanted ->
                wanted
                    ? Optional.of(new ScannerRules.Service.GuardDuty())
                    : Quantities.refuse(
                        place, "false", "names no service; leave scanner: out to have none"));
  }
}
