package dev.sluice.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/// Uploads random bytes with `./sluice put` into the pipeline that runs around it (`./sluice up --
/// …`), and watches the memory of both.
///
/// Each size is uploaded twice: once for the memory of `put`, and once more while the heap of the
/// functions is collected over and over, from the beginning of `put` until the digest of it all is
/// DONE.
public final class MemoryLoad {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LARGE_MEBIBYTES = 1024;

  private final Path home;
  private final ApiUser user;
  private final LiveHeap heap;
  private final PrintWriter out;

  private record Peaks(double put, double function) {}

  private record Put(String id, long resident) {}

  private MemoryLoad(Path home, ApiUser user, LiveHeap heap, PrintWriter out) {
    this.home = home;
    this.user = user;
    this.heap = heap;
    this.out = out;
  }

  /// @param arguments none
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = 0;
    long up = ProcessHandle.current().parent().map(ProcessHandle::pid).orElseThrow();
    try (ApiUser user = new ApiUser(System.getenv());
        LiveHeap heap = LiveHeap.of(up)) {
      new MemoryLoad(Path.of(System.getProperty("sluice.home", "")), user, heap, out).run();
    } catch (Exception e) {
      status = Benches.failed(err, "memory", e);
    }
    System.exit(status);
  }

  private void run() throws Exception {
    Path file = Files.createTempFile("sluice-bench", ".bin");
    try {
      fill(file, 1);
      user.awaitProcessed(put(file).id()); // loads classes on both sides
      Peaks small = peaks(file);
      fill(file, LARGE_MEBIBYTES);
      Peaks large = peaks(file);
      out.printf(Locale.ROOT, "%-12s %12s %12s%n", "MiB", "of 1 MiB", "of 1 GiB");
      out.printf(Locale.ROOT, "%-12s %12.1f %12.1f%n", "put", small.put(), large.put());
      out.printf(
          Locale.ROOT, "%-12s %12.1f %12.1f%n", "functions", small.function(), large.function());
      out.println(
          new ResultLine("memory")
              .with("put_1mib_mib", small.put())
              .with("put_1gib_mib", large.put())
              .with("function_1mib_mib", small.function())
              .with("function_1gib_mib", large.function()));
    } finally {
      Files.delete(file);
    }
  }

  private Peaks peaks(Path file) throws Exception {
    Put unwatched = put(file);
    user.awaitProcessed(unwatched.id());
    long function =
        heap.peakDuring(
            () -> {
              user.awaitProcessed(put(file).id());
              return true;
            });
    return new Peaks((double) unwatched.resident() / MEBIBYTE, (double) function / MEBIBYTE);
  }

  private Put put(Path file) throws IOException, InterruptedException {
    Process put =
        new ProcessBuilder(
                home.resolve("sluice").toString(),
                "put",
                "--json",
                "--collection",
                "any",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long resident = ResidentMemory.peakUntilEnd(put);
    String line = new String(put.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (put.exitValue() != 0) {
      throw new IOException("put exited with " + put.exitValue() + ": " + line);
    }
    return new Put(JsonMapper.shared().readTree(line).path("id").asString(), resident);
  }

  private static void fill(Path file, int mebibytes) throws IOException {
    SplittableRandom random = new SplittableRandom(mebibytes);
    byte[] block = new byte[MEBIBYTE];
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int written = 0; written < mebibytes; written++) {
        random.nextBytes(block);
        to.write(block);
      }
    }
  }
}
