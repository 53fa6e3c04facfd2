package dev.sluice.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What AWS bills for recorded calls: list prices on demand in us-east-1, 2026, in dollars a
/// million. Lambda's time and API Gateway are no calls of ours, and are not in it.
final class ListPrices {
  private static final double S3_WRITE = 5;
  private static final double S3_READ = 0.4;
  private static final double SQS = 0.4;
  private static final double WRITE_UNIT = 0.625;
  private static final double READ_UNIT = 0.125;

  /// An item of ours is under 1 KB, and is written to the table and to its index.
  private static final int UNITS_OF_A_PUT = 2;

  /// An upload and two tasks, each at twice the units, and the index ("Read/write capacity mode").
  private static final int UNITS_OF_A_TRANSACTION = 8;

  private ListPrices() {}

  /// Dollars for a thousand uploads of which these are the calls, by service.
  static String ofThousand(List<Call> calls, int uploads) {
    Map<String, Double> dollars =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    Call::service, TreeMap::new, Collectors.summingDouble(ListPrices::ofMillion)));
    return dollars.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%s $%.4f", entry.getKey(), entry.getValue() / uploads / 1_000))
        .collect(
            Collectors.joining(
                ", ", "AWS's bill for a thousand such uploads, by these calls: ", ""));
  }

  private static double ofMillion(Call call) {
    return switch (call.service()) {
      case "s3" ->
          switch (call.operation()) {
            case "GetObject", "HeadObject" -> S3_READ;
            case "DeleteObject", "AbortMultipartUpload" -> 0;
            default -> call.isOfAwsItself() ? 0 : S3_WRITE;
          };
      case "sqs" -> SQS;
      case "dynamodb" ->
          switch (call.operation()) {
            case "GetItem", "Query" -> READ_UNIT;
            case "TransactWriteItems" -> UNITS_OF_A_TRANSACTION * WRITE_UNIT;
            default -> UNITS_OF_A_PUT * WRITE_UNIT;
          };
      default -> 0;
    };
  }
}
