package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Loads the pipeline that runs around it (`./sluice up -- …`) and prints what it finds.
///
/// Nobody asks for an upload's state while uploads a second, times to the verdict and calls are
/// measured: polling would be counted as the pipeline's own work. Times until everything is
/// processed are those of further uploads.
public final class PipelineLoad {
  private static final int WARM_UP = 60;
  private static final int IMAGES = 16;
  private static final int MOST_POLLED = 100;
  private static final int LARGE_BYTES = 40 << 20;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final ApiUser user;
  private final RecordedCalls recorded;
  private final PrintWriter out;
  private final List<TestFile> images = new ArrayList<>();

  private PipelineLoad(ApiUser user, RecordedCalls recorded, PrintWriter out) throws IOException {
    this.user = user;
    this.recorded = recorded;
    this.out = out;
    for (int seed = 0; seed < IMAGES; seed++) {
      images.add(TestFile.image(seed));
    }
  }

  /// @param arguments how many uploads, and how many at once
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = 0;
    try (ApiUser user = new ApiUser(System.getenv());
        RecordedCalls recorded = new RecordedCalls(System.getenv())) {
      new PipelineLoad(user, recorded, out)
          .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    } catch (Exception e) {
      status = Benches.failed(err, "pipeline", e);
    }
    System.exit(status);
  }

  private void run(int uploads, int atOnce) throws Exception {
    out.printf(
        Locale.ROOT,
        "%d images of about %d KiB, %d at once, after %d to warm up%n",
        uploads,
        images.getFirst().bytes().length >> 10,
        atOnce,
        WARM_UP);
    List<Duration> _ = toProcessed(WARM_UP, atOnce);
    List<Call> _ = recorded.whenQuiet();
    printOne("one small upload, alone", images.getFirst());
    printOne(
        "one multipart upload of %d MiB, alone".formatted(LARGE_BYTES >> 20),
        TestFile.noise(LARGE_BYTES, 1));

    recorded.forget();
    Instant start = Instant.now();
    Duration upBefore = processorTimeOfUp();
    long began = System.nanoTime();
    List<ApiUser.Ready> ready =
        new Crowd(atOnce).each(uploads, number -> user.upload(image(number)));
    double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    List<Call> calls = recorded.whenQuiet();
    Duration ofUp = processorTimeOfUp().minus(upBefore);
    double processedSeconds =
        Duration.between(start, lastOfUploads(calls)).toNanos() / NANOS_PER_SECOND;
    for (ApiUser.Ready upload : ready) {
      user.awaitProcessed(upload.id()); // no more than a check, all is quiet
    }
    CallTable table = new CallTable(calls, uploads);
    out.printf("AWS calls for each of %d small uploads, %d at once%n%s", uploads, atOnce, table);
    out.println(ListPrices.ofThousand(calls, uploads));

    Percentiles verdicts = Percentiles.of(ready.stream().map(ApiUser.Ready::verdict).toList());
    Percentiles processed = Percentiles.of(toProcessed(Math.min(uploads, MOST_POLLED), atOnce));
    out.println(
        new ResultLine("pipeline")
            .with("uploads_per_s", uploads / seconds)
            .with("processed_per_s", uploads / processedSeconds)
            .with("verdict_p50_ms", verdicts.millis(50))
            .with("verdict_p99_ms", verdicts.millis(99))
            .with("processed_p50_ms", processed.millis(50))
            .with("calls_per_upload", table.perUpload())
            .with("cpu_ms_per_upload", ofUp.toNanos() / NANOS_PER_MILLI / uploads));
  }

  private List<Duration> toProcessed(int uploads, int atOnce) throws Exception {
    return new Crowd(atOnce)
        .each(
            uploads,
            number -> {
              long began = System.nanoTime();
              user.awaitProcessed(user.upload(image(number)).id());
              return Duration.ofNanos(System.nanoTime() - began);
            });
  }

  private void printOne(String title, TestFile file) throws IOException, InterruptedException {
    recorded.forget();
    ApiUser.Ready upload = user.upload(file);
    CallTable table = CallTable.ofOne(upload, recorded.whenQuiet());
    user.awaitProcessed(upload.id());
    out.printf("AWS calls of %s%n%s", title, table);
  }

  private TestFile image(int number) {
    return images.get(number % IMAGES);
  }

  /// What the process around this one, the pipeline without its clients, has taken so far.
  private static Duration processorTimeOfUp() {
    return ProcessHandle.current()
        .parent()
        .flatMap(up -> up.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static Instant lastOfUploads(List<Call> calls) {
    return calls.stream()
        .filter(call -> !call.isOfAwsItself())
        .map(Call::start)
        .max(Instant::compareTo)
        .orElseThrow(() -> new IllegalStateException("no call was recorded"));
  }
}
