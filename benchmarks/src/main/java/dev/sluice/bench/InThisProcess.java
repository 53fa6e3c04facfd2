package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A detector in this JVM, timed once it is warm: the median of rounds over all files.
final class InThisProcess implements Contender {
  private static final int ROUNDS = 7;
  private static final int LEAST_WARM_UP = 2;

  private final String name;
  private final Detecting detecting;
  private final Duration warmUp;

  /// Opens a file, says what it is, and closes it.
  interface Detecting {
    Optional<String> mediaType(Path file) throws IOException;
  }

  /// @param warmUp how long it runs before it is timed, two rounds at least
  InThisProcess(String name, Detecting detecting, Duration warmUp) {
    this.name = name;
    this.detecting = detecting;
    this.warmUp = warmUp;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Answers> answer(List<Path> files) throws IOException {
    List<Optional<String>> mediaTypes = round(files);
    long end = System.nanoTime() + warmUp.toNanos();
    for (int round = 1; round < LEAST_WARM_UP || System.nanoTime() < end; round++) {
      round(files);
    }
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      mediaTypes = round(files);
      nanos[round] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return Optional.of(new Answers(mediaTypes, nanos[ROUNDS / 2] / 1000.0 / files.size()));
  }

  private List<Optional<String>> round(List<Path> files) throws IOException {
    List<Optional<String>> mediaTypes = new ArrayList<>(files.size());
    for (Path file : files) {
      mediaTypes.add(detecting.mediaType(file));
    }
    return mediaTypes;
  }
}
