package dev.sluice.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The HTTP API as docs/api.md has it. Refusals are [ApiFailure]s; what may pass is tried again.
final class ApiClient {
  /// API Gateway gives up on a REST API's integration after 29 s; a little more lets it say so
  /// itself.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(35);

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private final Target target;
  private final HttpClient http;
  private final Backoff backoff;

  ApiClient(Target target, HttpClient http, Backoff backoff) {
    this.target = target;
    this.http = http;
    this.backoff = backoff;
  }

  static ApiClient connect(Context context) {
    return new ApiClient(Target.find(context), newHttpClient(), context.backoff());
  }

  /// HTTP/1.1: S3 speaks nothing else, and an upgrade attempt would cost a round trip.
  private static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_WITHIN)
        .build();
  }

  /// The client that presigned requests go through, too.
  HttpClient http() {
    return http;
  }

  /// A page of [#list].
  record Page(List<Upload> uploads, Optional<String> cursor) {}

  Upload create(String collection, String fileName, long size) {
    ObjectNode body =
        Json.object().put("collection", collection).put("fileName", fileName).put("size", size);
    return Upload.of(call("POST", "/v1/uploads", Json.write(body), false));
  }

  Upload get(String id) {
    return Upload.of(call("GET", path(id, ""), "", true));
  }

  Page list(int limit, Optional<String> cursor) {
    String query = "?limit=" + limit + cursor.map(text -> "&cursor=" + encode(text)).orElse("");
    JsonNode answer = call("GET", "/v1/uploads" + query, "", true);
    List<Upload> uploads = new ArrayList<>();
    for (JsonNode upload : answer.path("uploads")) {
      uploads.add(Upload.of(upload));
    }
    return new Page(
        List.copyOf(uploads),
        Optional.of(Json.text(answer, "cursor")).filter(text -> !text.isEmpty()));
  }

  List<Plan.Part> signParts(String id, int from, int count) {
    String body = Json.write(Json.object().put("from", from).put("count", count));
    return Plan.parts(call("POST", path(id, "/parts"), body, true));
  }

  /// Not tried again here: whoever waits for a verdict looks at the state first.
  Upload complete(String id) throws IOException {
    return Upload.of(once("POST", path(id, "/complete"), ""));
  }

  void abort(String id) {
    call("POST", path(id, "/abort"), "", true);
  }

  void delete(String id) {
    call("DELETE", path(id, ""), "", true);
  }

  /// A presigned address of the bytes.
  URI content(String id) {
    return URI.create(Json.text(call("GET", path(id, "/content"), "", true), "url"));
  }

  private JsonNode call(String method, String path, String body, boolean repeatable) {
    try {
      return backoff.retry(
          attempt -> {
            try {
              return once(method, path, body);
            } catch (ConnectException e) {
              if (target.local()) {
                throw new Failure(Target.NOTHING_RUNS);
              }
              throw e;
            } catch (Unavailable e) {
              throw e;
            } catch (IOException e) {
              if (repeatable) {
                throw e;
              }
              throw new Failure(unreachable(e));
            }
          });
    } catch (Unavailable e) {
      throw e.problem();
    } catch (IOException e) {
      throw new Failure(unreachable(e));
    }
  }

  private JsonNode once(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.url() + path))
            .timeout(ANSWER_WITHIN)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + target.token())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> response = send(request.build());
    int status = response.statusCode();
    if (status / 100 == 2) {
      return Json.read(response.body());
    }
    ApiFailure problem = ApiFailure.of(status, response.body(), method + " " + path);
    if (status == 429 || status >= 500) {
      throw new Unavailable(problem);
    }
    throw problem;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    } catch (IllegalArgumentException e) {
      throw new Failure("SLUICE_URL or SLUICE_TOKEN holds characters that do not belong there");
    }
  }

  private String unreachable(IOException e) {
    return "cannot reach " + target.url() + ": " + Errors.describe(e);
  }

  private static String path(String id, String rest) {
    return "/v1/uploads/" + encode(id) + rest;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// An answer that another attempt may better: 429 or 5xx.
  static final class Unavailable extends IOException {
    private static final long serialVersionUID = 1L;

    private final ApiFailure problem;

    Unavailable(ApiFailure problem) {
      super(problem.getMessage());
      this.problem = problem;
    }

    ApiFailure problem() {
      return problem;
    }
  }
}
