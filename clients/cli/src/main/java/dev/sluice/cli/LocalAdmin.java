package dev.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/// What a running local cloud tells of itself, at the origin of the API that `SLUICE_URL` or a
/// running `./sluice up` names. It needs no token, and is never sent one.
final class LocalAdmin implements AutoCloseable {
  private static final String PATH = "/_localcloud/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI origin;

  private LocalAdmin(URI origin) {
    this.origin = origin;
  }

  static LocalAdmin connect(Context context) {
    URI api = Target.address(context).orElseThrow(() -> new Failure(Target.NOTHING_RUNS));
    return new LocalAdmin(api.resolve("/"));
  }

  /// @param page with its query, below the admin endpoints
  JsonNode get(String page) throws InterruptedException {
    HttpResponse<String> response;
    try {
      response =
          http.send(
              HttpRequest.newBuilder(origin.resolve(PATH + page)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Failure("the local cloud at " + origin + ": " + Errors.describe(e));
    }
    JsonNode answer = Json.read(response.body());
    if (response.statusCode() == 200 && !answer.isEmpty()) {
      return answer;
    }
    String said = Json.text(answer, "message");
    throw new Failure(
        said.isEmpty()
            ? "no local cloud answers at " + origin + "; on AWS, logs and metrics are in CloudWatch"
            : said);
  }

  @Override
  public void close() {
    http.close();
  }
}
