package dev.sluice.local.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Measures an S3 that runs elsewhere: `S3Throughput PORT ACCESS-KEY SECRET [uploads]`. The client
/// does as little as possible, since it shares the processors: presigned URLs, bare sockets.
final class S3Throughput {
  private static final int MIB = 1 << 20;
  private static final int PART = 64 * MIB;
  private static final int PARTS = 16;
  private static final int RANGE = 64 * 1024;
  private static final int WORKERS = 8;
  private static final int SMALL = 2000;

  private final int port;
  private final RawS3 client;
  private final byte[] random = new byte[PART];

  private S3Throughput(String[] arguments) {
    port = Integer.parseInt(arguments[0]);
    client = new RawS3(port, arguments[1], arguments[2], Clock.systemUTC());
    new Random(1).nextBytes(random);
  }

  static void main(String[] arguments) throws Exception {
    S3Throughput measured = new S3Throughput(arguments);
    measured.client.call("PUT", "/throughput");
    if (arguments.length > 3) {
      // Uploads alone.
      for (int round = 0; round < 3; round++) {
        measured.upload(round);
      }
      return;
    }
    measured.small(200, RANGE);
    for (int round = 0; round < 2; round++) {
      measured.upload(round);
      measured.ranges();
      measured.small(SMALL, RANGE);
      measured.small(SMALL, 1024);
    }
  }

  private void upload(int round) throws Exception {
    String key = "/throughput/large-" + round;
    String id = client.call("POST", key + "?uploads=").element("UploadId");
    String[] tags = new String[PARTS];
    long start = System.nanoTime();
    parallel(
        2,
        PARTS,
        (connection, part) -> {
          String target = url("PUT", key + "?partNumber=" + (part + 1) + "&uploadId=" + id);
          tags[part] = connection.send("PUT", target, random, PART);
        });
    long uploaded = System.nanoTime();
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < PARTS; i++) {
      xml.append(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(i + 1, tags[i]));
    }
    xml.append("</CompleteMultipartUpload>");
    long before = System.nanoTime();
    RawS3.Answer done = client.call("POST", key + "?uploadId=" + id, Map.of(), xml.toString());
    long completed = System.nanoTime();
    double seconds = (uploaded - start) / 1e9;
    System.out.printf(
        "upload 1 GiB in 64 MiB parts, 2 at once: %.0f MB/s; complete %d: %.1f ms; together %.0f MB/s%n",
        PARTS * (double) PART / 1e6 / seconds,
        done.status(),
        (completed - before) / 1e6,
        PARTS * (double) PART / 1e6 / (seconds + (completed - before) / 1e9));
  }

  private void ranges() throws Exception {
    String target = url("GET", "/throughput/large-0");
    Random places = new Random(2);
    long[] nanos = new long[1000];
    try (Connection connection = new Connection(port)) {
      for (int i = 0; i < nanos.length; i++) {
        long first = (long) (places.nextDouble() * (PARTS * (long) PART - RANGE));
        long start = System.nanoTime();
        connection.get(target, "bytes=" + first + '-' + (first + RANGE - 1));
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "range of 64 KiB: p50 %.2f ms, p99 %.2f ms%n", nanos[500] / 1e6, nanos[990] / 1e6);
  }

  private void small(int count, int size) throws Exception {
    List<String> puts = new ArrayList<>();
    List<String> gets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      puts.add(url("PUT", "/throughput/small-" + i));
      gets.add(url("GET", "/throughput/small-" + i));
    }
    long start = System.nanoTime();
    parallel(WORKERS, count, (connection, i) -> connection.send("PUT", puts.get(i), random, size));
    long put = System.nanoTime();
    parallel(WORKERS, count, (connection, i) -> connection.get(gets.get(i), ""));
    long got = System.nanoTime();
    System.out.printf(
        "%d objects of %d bytes, %d at once: %.0f puts/s, %.0f gets/s%n",
        count, size, WORKERS, count / ((put - start) / 1e9), count / ((got - put) / 1e9));
  }

  private String url(String method, String target) {
    return client
        .presigned(
            new RawS3.Request(method, target, Map.of("host", "127.0.0.1:" + port), ""),
            Duration.ofHours(1))
        .target();
  }

  private interface Job {
    void run(Connection connection, int index) throws Exception;
  }

  private void parallel(int workers, int count, Job job) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        running.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(port)) {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                      job.run(connection, i);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private static final class Connection implements AutoCloseable {
    private final int port;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] sink = new byte[256 * 1024];

    Connection(int port) throws IOException {
      this.port = port;
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), sink.length);
      out = socket.getOutputStream();
    }

    /// @return the ETag
    String send(String method, String target, byte[] bytes, int length) throws IOException {
      head(method, target, "content-length: " + length + "\r\n");
      out.write(bytes, 0, length);
      return answer();
    }

    void get(String target, String range) throws IOException {
      head("GET", target, range.isEmpty() ? "" : "range: " + range + "\r\n");
      answer();
    }

    private void head(String method, String target, String more) throws IOException {
      String head =
          method + ' ' + target + " HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\n" + more + "\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
    }

    private String answer() throws IOException {
      String status = line();
      String eTag = "";
      long length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring(15).strip());
        } else if (lower.startsWith("etag:")) {
          eTag = header.substring(5).strip();
        }
      }
      while (length > 0) {
        length -= in.read(sink, 0, (int) Math.min(sink.length, length));
      }
      if (!status.startsWith("HTTP/1.1 20")) {
        throw new IllegalStateException(status);
      }
      return eTag;
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next != '\r') {
          line.write(next);
        }
      }
      return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
