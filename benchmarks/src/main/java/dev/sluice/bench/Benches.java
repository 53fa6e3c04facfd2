package dev.sluice.bench;

import java.nio.file.Path;
import java.util.List;

/// `./sluice bench`: lists the benchmarks, or runs one. Exit statuses: 0 done, 1 failed, 2 there is
/// no such benchmark.
public final class Benches {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Benches() {}

  /// @param arguments nothing, or a benchmark's name
  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("sluice.home", ""));
    List<Bench> benches = List.of(new PresignBench(), new PipelineBench(home));
    if (arguments.length == 0) {
      benches.forEach(bench -> System.out.printf("%-10s %s%n", bench.name(), bench.summary()));
      return;
    }
    System.exit(run(benches, arguments));
  }

  private static int run(List<Bench> benches, String[] arguments) {
    String name = arguments[0];
    List<Bench> named = benches.stream().filter(bench -> bench.name().equals(name)).toList();
    if (named.isEmpty() || arguments.length > 1) {
      System.err.println("sluice: bench takes one of " + names(benches));
      return USAGE;
    }
    try {
      System.out.println(named.getFirst().run().line(name));
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (Exception e) {
      System.err.println("sluice: bench " + name + " failed: " + e.getMessage());
      return FAILED;
    }
  }

  private static String names(List<Bench> benches) {
    return String.join(", ", benches.stream().map(Bench::name).toList());
  }
}
