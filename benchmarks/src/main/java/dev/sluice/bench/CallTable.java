package dev.sluice.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Calls by caller, service and operation, as a mean of some uploads. What AWS calls by itself
/// stands apart and is no part of the total.
final class CallTable {
  private static final String ROW = "  %-26s %-9s %-26s %8s%n";

  private final List<Call> calls;
  private final int uploads;
  private final Function<Call, String> caller;

  private record Row(String caller, String service, String operation) {}

  CallTable(List<Call> calls, int uploads) {
    this(calls, uploads, Call::caller);
  }

  private CallTable(List<Call> calls, int uploads, Function<Call, String> caller) {
    this.calls = calls;
    this.uploads = uploads;
    this.caller = caller;
  }

  /// Of one upload alone: tells apart what a function called to create it and later.
  static CallTable ofOne(ApiUser.Ready upload, List<Call> calls) {
    List<String> creators =
        calls.stream()
            .filter(call -> call.start().isBefore(upload.created()))
            .map(Call::principal)
            .distinct()
            .toList();
    return new CallTable(
        calls,
        1,
        call -> {
          if (call.presigned() || !creators.contains(call.principal()) || call.isOfAwsItself()) {
            return call.caller();
          }
          return call.caller()
              + (call.start().isBefore(upload.created()) ? ", create" : ", complete");
        });
  }

  /// Calls of functions and clients for each upload.
  double perUpload() {
    return (double) calls.stream().filter(call -> !call.isOfAwsItself()).count() / uploads;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    rows(table, false);
    table.append(ROW.formatted("total", "", "", number(perUpload())));
    table.append("  apart from these, AWS itself (receives without a message among them):\n");
    rows(table, true);
    return table.toString();
  }

  private void rows(StringBuilder table, boolean ofAwsItself) {
    Map<Row, Long> counts =
        calls.stream()
            .filter(call -> call.isOfAwsItself() == ofAwsItself)
            .collect(
                Collectors.groupingBy(
                    call -> new Row(caller.apply(call), call.service(), call.operation()),
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(Row::caller)
                                .thenComparing(Row::service)
                                .thenComparing(Row::operation)),
                    Collectors.counting()));
    counts.forEach(
        (row, count) ->
            table.append(
                ROW.formatted(
                    row.caller(),
                    row.service(),
                    row.operation(),
                    number((double) count / uploads))));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
