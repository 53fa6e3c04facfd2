package dev.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/// The local cloud's recording of calls, which it answers beside AWS's services.
final class RecordedCalls implements AutoCloseable {
  /// Longer than any pause between two calls of one upload, but for a retry after a failure.
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(250);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI calls;

  /// @param environment what `./sluice up -- CMD` gives its command
  RecordedCalls(Map<String, String> environment) {
    calls =
        URI.create(
            Objects.requireNonNull(environment.get("AWS_ENDPOINT_URL")) + "/_localcloud/calls");
  }

  void forget() throws IOException, InterruptedException {
    String _ = send(HttpRequest.newBuilder(calls).DELETE());
  }

  /// Waits until functions and clients call nothing any more.
  ///
  /// @return all calls since they were forgotten, oldest first
  List<Call> whenQuiet() throws IOException, InterruptedException {
    List<Call> seen = all();
    long quietSince = System.nanoTime();
    while (System.nanoTime() - quietSince < QUIET.toNanos()) {
      Thread.sleep(POLL);
      List<Call> now = all();
      if (ofUploads(now) != ofUploads(seen)) {
        quietSince = System.nanoTime();
      }
      seen = now;
    }
    return seen;
  }

  private static long ofUploads(List<Call> calls) {
    return calls.stream().filter(call -> !call.isOfAwsItself()).count();
  }

  private List<Call> all() throws IOException, InterruptedException {
    return StreamSupport.stream(
            JsonMapper.shared().readTree(send(HttpRequest.newBuilder(calls))).spliterator(), false)
        .map(Call::of)
        .toList();
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(calls + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}
