package dev.sluice.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// [S3Load] on our S3 and on S3Proxy, each in a process of its own. They take turns, so that a busy
/// minute does not fall on one of them alone.
@Command(
    name = "s3",
    header = "the local cloud's S3 beside S3Proxy: 1 GiB in parts, ranges, small objects, listing",
    description = {
      "Takes about two minutes, and 4 GiB of disk for a moment. Figures: own_ and s3proxy_, each the median of three rounds:",
      "upload_mb_s of 1 GiB in 64 MiB parts, two at once; complete_ms; range_p50_ms of 64 KiB; small_puts_per_s of 64 KiB,",
      "eight at once; list_p50_ms of 1,000 keys."
    },
    customSynopsis = "./sluice bench s3 [--like-up]")
final class S3Bench extends Bench {
  private static final int ROUNDS = 3;
  private static final List<String> SERVERS = List.of("own", "s3proxy");

  /// As the launcher starts `up`.
  private static final List<String> OF_UP = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @Option(
      names = "--like-up",
      description = "Start both with only the JVM's first compiler, as `up` does.")
  boolean likeUp;

  private final PrintWriter out;

  S3Bench(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    List<String> flags = likeUp ? OF_UP : List.of();
    List<S3Load.Figures> own = new ArrayList<>();
    List<S3Load.Figures> s3Proxy = new ArrayList<>();
    try (S3Process first = S3Process.start(SERVERS.getFirst(), flags);
        S3Process second = S3Process.start(SERVERS.getLast(), flags);
        S3Load onFirst = new S3Load(first.port(), S3Load.Amounts.FULL);
        S3Load onSecond = new S3Load(second.port(), S3Load.Amounts.FULL)) {
      for (int round = 0; round < ROUNDS; round++) {
        own.add(printed(SERVERS.getFirst(), onFirst.round(round)));
        s3Proxy.add(printed(SERVERS.getLast(), onSecond.round(round)));
      }
    }
    ResultLine line = new ResultLine("s3");
    add(line, SERVERS.getFirst(), own);
    add(line, SERVERS.getLast(), s3Proxy);
    out.println(line);
    return 0;
  }

  private S3Load.Figures printed(String server, S3Load.Figures figures) {
    out.printf(
        Locale.ROOT,
        "%-8s upload %5.0f MB/s  complete %7.1f ms  range %5.2f ms  small %5.0f/s  list %5.1f ms%n",
        server,
        figures.uploadMbPerS(),
        figures.completeMs(),
        figures.rangeP50Ms(),
        figures.smallPutsPerS(),
        figures.listP50Ms());
    return figures;
  }

  private static void add(ResultLine line, String server, List<S3Load.Figures> rounds) {
    line.with(server + "_upload_mb_s", median(rounds, S3Load.Figures::uploadMbPerS))
        .with(server + "_complete_ms", median(rounds, S3Load.Figures::completeMs))
        .with(server + "_range_p50_ms", median(rounds, S3Load.Figures::rangeP50Ms))
        .with(server + "_small_puts_per_s", median(rounds, S3Load.Figures::smallPutsPerS))
        .with(server + "_list_p50_ms", median(rounds, S3Load.Figures::listP50Ms));
  }

  private static double median(
      List<S3Load.Figures> rounds, ToDoubleFunction<S3Load.Figures> figure) {
    return rounds.stream().mapToDouble(figure).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
  }
}
