package dev.sluice.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends ranges of a file to S3 by signed requests. 5xx, 429 and lost connections are tried again;
/// a URL that has expired is signed anew.
final class Sender {
  /// A connection slower than this is taken for dead.
  private static final long SLOWEST_BYTES_A_SECOND = 16 * 1024;

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  /// The client sets these itself, from the address and the body.
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

  private final HttpClient http;
  private final Backoff backoff;
  private final InstantSource clock;

  Sender(HttpClient http, Backoff backoff, InstantSource clock) {
    this.http = http;
    this.backoff = backoff;
    this.clock = clock;
  }

  /// Sends a body of `length` bytes.
  ///
  /// @param request what to send it with
  /// @param again signs the same request anew
  void send(
      Plan.Signed request, Supplier<Plan.Signed> again, Supplier<BodyPublisher> body, long length) {
    Attempts attempts = new Attempts(request, again, body, length);
    try {
      backoff.retry(attempts::attempt);
    } catch (IOException e) {
      throw new Failure("S3 did not take the bytes: " + Errors.describe(e));
    }
  }

  /// The memory between attempts of one request.
  private final class Attempts {
    private final Supplier<Plan.Signed> again;
    private final Supplier<BodyPublisher> body;
    private final long length;
    private Plan.Signed signed;
    private boolean signedAnew;

    Attempts(
        Plan.Signed signed,
        Supplier<Plan.Signed> again,
        Supplier<BodyPublisher> body,
        long length) {
      this.signed = signed;
      this.again = again;
      this.body = body;
      this.length = length;
    }

    boolean attempt(int number) throws IOException {
      if (signed.expired(clock.instant())) {
        signAnew();
      }
      HttpResponse<String> response = put();
      if (response.statusCode() == 403 && !signedAnew) {
        signAnew(); // our clock may be behind S3's
        response = put();
      }
      int status = response.statusCode();
      if (status / 100 == 2) {
        return true;
      }
      if (status == 412 && number > 1) {
        // If-None-Match found the object: an earlier attempt arrived, only its answer was lost.
        return true;
      }
      String said = status + " " + reason(response.body());
      // 409 is ConditionalRequestConflict, 408 RequestTimeout: S3 asks for another attempt itself.
      if (status == 408 || status == 409 || status == 429 || status >= 500) {
        throw new IOException(said);
      }
      throw new Failure("S3 refused the bytes: " + said);
    }

    private void signAnew() {
      signed = again.get();
      signedAnew = true;
    }

    private HttpResponse<String> put() throws IOException {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(signed.url())
              .timeout(ANSWER_WITHIN.plusSeconds(length / SLOWEST_BYTES_A_SECOND))
              .method(signed.method(), body.get());
      for (Map.Entry<String, String> header : signed.headers().entrySet()) {
        if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
          builder.header(header.getKey(), header.getValue());
        }
      }
      try {
        return http.send(builder.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted");
      }
    }
  }

  /// S3's error document, in one line.
  static String reason(String xml) {
    Matcher code = CODE.matcher(xml);
    Matcher message = MESSAGE.matcher(xml);
    return (code.find() ? code.group(1) : "")
        + (message.find() ? " (" + message.group(1) + ")" : "");
  }
}
