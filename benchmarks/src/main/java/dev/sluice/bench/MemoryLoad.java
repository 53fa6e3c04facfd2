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

  private final Path home;
  private final ApiUser user;
  private final LiveHeap heap;
  private final PrintWriter out;

  /// Less than one range that the digest reads, eight of them, and many.
  private enum Size {
    SMALL("1mib", 1),
    MEDIUM("64mib", 64),
    LARGE("1gib", 1024);

    private final String label;
    private final int mebibytes;

    Size(String label, int mebibytes) {
      this.label = label;
      this.mebibytes = mebibytes;
    }
  }

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
      ResultLine line = new ResultLine("memory");
      out.printf("%-6s %10s %14s%n", "of", "put (MiB)", "function (MiB)");
      for (Size size : Size.values()) {
        fill(file, size.mebibytes);
        Peaks peaks = peaks(file);
        out.printf(Locale.ROOT, "%-6s %10.1f %14.1f%n", size.label, peaks.put(), peaks.function());
        line.with("put_" + size.label + "_mib", peaks.put())
            .with("function_" + size.label + "_mib", peaks.function());
      }
      out.println(line);
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
