package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Clients that work at the same time, each on one thing after the other.
record Crowd(int clients) {
  /// Something to do; `number` counts from 0.
  interface Work<T> {
    T of(int number) throws Exception;
  }

  /// Does something so many times.
  ///
  /// @return what came of it, by number
  /// @throws Exception the first that the work threw; what has not begun then is left out
  <T> List<T> each(int times, Work<T> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<T>> all =
          IntStream.range(0, times)
              .mapToObj(number -> threads.submit(() -> work.of(number)))
              .toList();
      try {
        List<T> results = new ArrayList<>();
        for (Future<T> one : all) {
          results.add(one.get());
        }
        return results;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }
}
