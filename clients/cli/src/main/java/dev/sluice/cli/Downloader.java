package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Supplier;

/// Streams an object to a file or to stdout. A target file is written beside itself and renamed
/// when whole.
final class Downloader {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final HttpClient http;
  private final Backoff backoff;

  Downloader(HttpClient http, Backoff backoff) {
    this.http = http;
    this.backoff = backoff;
  }

  long toStream(Supplier<URI> content, OutputStream out) {
    try (InputStream body = open(content)) {
      long count = body.transferTo(out);
      out.flush();
      return count;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  long toFile(Supplier<URI> content, Path target, boolean replace) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    Path partial =
        Files.createFile(
            (parent == null ? target : parent)
                .resolve(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part"));
    try (Interruption _ = Interruption.runs(() -> discard(partial))) {
      try {
        long count;
        try (OutputStream out = Files.newOutputStream(partial)) {
          count = toStream(content, out);
        }
        place(partial, target, replace);
        return count;
      } finally {
        discard(partial);
      }
    }
  }

  private static void place(Path partial, Path target, boolean replace) throws IOException {
    if (replace) {
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(partial, target);
    }
  }

  private InputStream open(Supplier<URI> content) throws IOException {
    return backoff.retry(
        _ -> {
          HttpRequest request =
              HttpRequest.newBuilder(content.get()).timeout(ANSWER_WITHIN).build();
          HttpResponse<InputStream> response = send(request);
          int status = response.statusCode();
          if (status == 200) {
            return response.body();
          }
          String said;
          try (InputStream body = response.body()) {
            said =
                status
                    + " "
                    + Sender.reason(new String(body.readAllBytes(), StandardCharsets.UTF_8));
          }
          if (status == 429 || status >= 500) {
            throw new IOException(said);
          }
          throw new Failure("S3 refused the download: " + said);
        });
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  private static Failure broken(IOException e) {
    return new Failure("the transfer broke: " + Errors.describe(e));
  }

  private static void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // a leftover is named so that its owner knows what it is
    }
  }
}
