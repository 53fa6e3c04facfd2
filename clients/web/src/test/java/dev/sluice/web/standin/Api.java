package dev.sluice.web.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The routes of `docs/api.md`, for one tenant, in memory.
final class Api implements Origin.Answerer {
  /// The stage that a REST API's address ends with.
  static final String STAGE = "/_sluice";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PARTS_IN_PLAN = 100;
  private static final List<String> TYPES = List.of("image/png", "application/pdf", "text/plain");

  private final Supplier<String> pageOrigin;
  private final Supplier<String> storageUrl;
  private final Supplier<String> token;
  private final Storage storage;
  private final List<StoredUpload> uploads = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();

  Api(
      Supplier<String> pageOrigin,
      Supplier<String> storageUrl,
      Supplier<String> token,
      Storage storage) {
    this.pageOrigin = pageOrigin;
    this.storageUrl = storageUrl;
    this.token = token;
    this.storage = storage;
  }

  List<StoredUpload> uploads() {
    return uploads;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    if (Origin.preflighted(exchange, pageOrigin.get(), "Location")) {
      return;
    }
    if (!("Bearer " + token.get()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      problem(exchange, 401, "unauthorized", "The token has expired. Get a new one.", json());
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(STAGE + "/v1/uploads")) {
      problem(exchange, 404, "not-found", "No such route.", json());
      return;
    }
    // "", id, action
    List<String> segments =
        Arrays.asList(path.substring((STAGE + "/v1/uploads").length()).split("/", -1));
    String route = exchange.getRequestMethod() + " " + (segments.size() < 3 ? "" : segments.get(2));
    if (segments.size() == 1) {
      switch (route) {
        case "POST " -> create(exchange);
        case "GET " -> list(exchange);
        default -> problem(exchange, 405, "method-not-allowed", "GET or POST.", json());
      }
      return;
    }
    @Nullable StoredUpload upload = find(segments.get(1));
    if (upload == null) {
      problem(exchange, 404, "not-found", "No such upload.", json());
      return;
    }
    switch (route) {
      case "GET " -> send(exchange, 200, upload.full());
      case "DELETE " -> {
        uploads.remove(upload);
        exchange.sendResponseHeaders(204, -1);
      }
      case "POST parts" -> parts(exchange, upload);
      case "POST complete" -> complete(exchange, upload);
      case "POST abort" -> {
        upload.state("ABORTED");
        send(exchange, 200, upload.brief());
      }
      case "GET content" -> link(exchange, upload.state().equals("READY"), upload.key());
      case "GET thumbnail" -> link(exchange, upload.hasThumbnail(), upload.thumbnailKey());
      default -> problem(exchange, 404, "not-found", "No such route.", json());
    }
  }

  private @Nullable StoredUpload find(String id) {
    return uploads.stream().filter(upload -> upload.id().equals(id)).findFirst().orElse(null);
  }

  private void create(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String type = asked.path("type").asString("application/octet-stream");
    if (!TYPES.contains(type)) {
      problem(
          exchange,
          415,
          "type-not-allowed",
          "The collection takes " + String.join(", ", TYPES) + ", not " + type + ".",
          json());
      return;
    }
    var upload =
        new StoredUpload(
            "UP" + lastId.incrementAndGet(),
            asked.path("collection").asString("default"),
            asked.path("fileName").asString(),
            type,
            asked.path("size").asInt(),
            Instant.now());
    uploads.addFirst(upload);
    ObjectNode answer = upload.brief();
    ObjectNode plan = answer.putObject("plan");
    if (upload.multipart()) {
      plan.put("kind", "multipart")
          .put("partSize", StoredUpload.PART_SIZE)
          .put("partCount", upload.partCount());
      sign(plan.putArray("parts"), upload, 1, Math.min(PARTS_IN_PLAN, upload.partCount()));
    } else {
      plan.put("kind", "single");
      request(
          plan.putObject("request"),
          upload.key(),
          upload.size(),
          Map.of("content-type", type, "if-none-match", "*"));
    }
    send(exchange, 201, answer);
  }

  private void parts(HttpExchange exchange, StoredUpload upload) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    int from = asked.path("from").asInt();
    int to = from + asked.path("count").asInt() - 1;
    if (from < 1 || to > upload.partCount()) {
      problem(exchange, 400, "bad-request", "There are no such parts.", json());
      return;
    }
    ObjectNode answer = json();
    sign(answer.putArray("parts"), upload, from, to);
    send(exchange, 200, answer);
  }

  private void sign(ArrayNode parts, StoredUpload upload, int from, int to) {
    for (int number = from; number <= to; number++) {
      int size = upload.partSize(number);
      ObjectNode part = parts.addObject().put("partNumber", number).put("size", size);
      request(part, upload.partKey(number), size, Map.of());
    }
  }

  private void request(ObjectNode json, String key, int size, Map<String, String> headers) {
    json.put("method", "PUT")
        .put("url", storageUrl.get() + storage.sign("PUT", key, size, headers))
        .put("expiresAt", Instant.now().plusSeconds(900).toString());
    ObjectNode listed = json.putObject("headers");
    headers.forEach(listed::put);
  }

  private void complete(HttpExchange exchange, StoredUpload upload) throws IOException {
    List<Integer> missing = upload.missing(storage);
    if (!missing.isEmpty()) {
      ObjectNode more = json();
      ArrayNode numbers = more.putArray("missing");
      missing.forEach(numbers::add);
      problem(exchange, 409, "incomplete", "Send the missing parts, then complete again.", more);
      return;
    }
    upload.judge(storage);
    send(exchange, 200, upload.full());
  }

  private void list(HttpExchange exchange) throws IOException {
    @Nullable String query = exchange.getRequestURI().getQuery();
    int from =
        query != null && query.contains("cursor=")
            ? Integer.parseInt(query.replaceAll(".*cursor=", ""))
            : 0;
    int limit = query != null ? Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1")) : 25;
    ObjectNode answer = json();
    ArrayNode page = answer.putArray("uploads");
    uploads.stream().skip(from).limit(limit).forEach(upload -> page.add(upload.brief()));
    if (from + limit < uploads.size()) {
      answer.put("cursor", String.valueOf(from + limit));
    }
    send(exchange, 200, answer);
  }

  private void link(HttpExchange exchange, boolean there, String key) throws IOException {
    if (!there) {
      problem(exchange, 404, "not-found", "There is none.", json());
      return;
    }
    send(
        exchange,
        200,
        json()
            .put("url", storageUrl.get() + storage.sign("GET", key, -1, Map.of()))
            .put("expiresAt", Instant.now().plusSeconds(900).toString()));
  }

  private static ObjectNode json() {
    return JSON.createObjectNode();
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    Origin.send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  private static void problem(
      HttpExchange exchange, int status, String slug, String detail, ObjectNode more)
      throws IOException {
    more.put("type", "https://sluice.dev/problems/" + slug)
        .put("title", slug)
        .put("status", status)
        .put("detail", detail);
    Origin.send(exchange, status, "application/problem+json", JSON.writeValueAsBytes(more));
  }
}
