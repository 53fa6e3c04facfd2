package dev.sluice.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Many who do the same at once.
final class Race {
  private Race() {}

  /// @param racers gives each what it does, by its number from 0
  /// @return what each came to, by the same numbers
  static <T> List<T> of(int number, IntFunction<Callable<T>> racers)
      throws InterruptedException, ExecutionException {
    List<Callable<T>> all = new ArrayList<>();
    for (int racer = 0; racer < number; racer++) {
      all.add(racers.apply(racer));
    }
    List<T> answers = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> answer : executor.invokeAll(all)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
