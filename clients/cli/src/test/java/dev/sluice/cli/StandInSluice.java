package dev.sluice.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API contract (docs/api.md) and the S3 side of presigned URLs on one port, as little of them
/// as the client can see: what arrives is counted and hashed, not kept, so that gigabytes may pass.
final class StandInSluice implements AutoCloseable {
  static final String TOKEN = "a-token";
  private static final Duration VALIDITY = Duration.ofHours(1);
  static final int PART_SIZE = 5 * 1024 * 1024;

  /// What S3 answers once instead of taking the bytes.
  record Fault(int status, String code) {
    /// The connection is closed without an answer.
    static final Fault HANG_UP = new Fault(0, "");
  }

  /// What arrived for one object or part.
  record Received(long bytes, String sha256) {}

  private final HttpServer server;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, ObjectNode> uploads = new ConcurrentHashMap<>();
  private final Map<String, Received> received = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<Fault> storageFaults = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedDeque<Integer> apiFaults = new ConcurrentLinkedDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger mostSending = new AtomicInteger();
  private volatile Duration firstSignedFor = VALIDITY;
  private volatile Optional<ObjectNode> rejection = Optional.empty();
  private volatile int completeFault;
  private volatile byte[] content = new byte[0];
  private volatile Runnable whileReceiving = () -> {};
  private final AtomicInteger polls = new AtomicInteger();

  StandInSluice() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/", this::api);
    server.createContext("/s3/", this::storage);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /// The next requests to S3 fail so.
  StandInSluice failStorage(Fault... faults) {
    storageFaults.addAll(List.of(faults));
    return this;
  }

  /// The next requests to the API fail with these statuses.
  StandInSluice failApi(Integer... statuses) {
    apiFaults.addAll(List.of(statuses));
    return this;
  }

  /// Completing fails always.
  StandInSluice failComplete(int status) {
    completeFault = status;
    return this;
  }

  StandInSluice reject(String code, String detail) {
    rejection = Optional.of(Json.object().put("code", code).put("detail", detail));
    return this;
  }

  /// Completing leaves the upload UPLOADED; the verdict comes when it was asked for `times` times.
  StandInSluice judgeAfterPolls(int times) {
    polls.set(times);
    return this;
  }

  /// The URLs in the answer to create are good for this long only.
  StandInSluice signFirstFor(Duration duration) {
    firstSignedFor = duration;
    return this;
  }

  StandInSluice serve(byte[] bytes) {
    content = bytes.clone();
    return this;
  }

  /// Runs each time bytes arrive at S3.
  StandInSluice whileReceiving(Runnable work) {
    whileReceiving = work;
    return this;
  }

  /// A READY upload that was there before.
  String existing(String fileName, long size) {
    String id = newId();
    ObjectNode upload = Json.object().put("id", id).put("state", "READY");
    upload
        .put("collection", "default")
        .put("fileName", fileName)
        .put("size", size)
        .put("type", "text/plain")
        .put("mediaType", "text/plain")
        .put("createdAt", "2026-01-01T00:00:00Z");
    uploads.put(id, upload);
    return id;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  String stateOf(String id) {
    return Json.text(upload(id), "state");
  }

  /// The one upload that was made.
  String onlyId() {
    return uploads.keySet().iterator().next();
  }

  Received received(String id) {
    return Objects.requireNonNull(received.get(id + "/1"));
  }

  long bytesReceived() {
    return received.values().stream().mapToLong(Received::bytes).sum();
  }

  Map<String, Received> parts() {
    return Map.copyOf(received);
  }

  int mostSendingAtOnce() {
    return mostSending.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void api(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      @Nullable Integer fault = apiFaults.poll();
      if (fault != null) {
        problem(exchange, fault, "unavailable", "try again");
        return;
      }
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        problem(exchange, 401, "unauthorized", "the token is not ours");
        return;
      }
      String[] segments = path.split("/", -1); // "", v1, uploads, id, verb
      JsonNode json = Json.read(new String(body, StandardCharsets.UTF_8));
      if (segments.length == 3) {
        if (exchange.getRequestMethod().equals("POST")) {
          create(exchange, json);
        } else {
          list(exchange);
        }
        return;
      }
      if (!uploads.containsKey(segments[3])) {
        problem(exchange, 404, "not-found", "there is no upload " + segments[3]);
        return;
      }
      one(exchange, segments[3], segments.length == 5 ? segments[4] : "", json);
    }
  }

  private void one(HttpExchange exchange, String id, String verb, JsonNode json)
      throws IOException {
    ObjectNode upload = upload(id);
    switch (verb) {
      case "parts" ->
          answer(
              exchange,
              200,
              parts(id, upload, json.path("from").asInt(), json.path("count").asInt(), VALIDITY));
      case "complete" -> {
        if (completeFault != 0) {
          problem(exchange, completeFault, "unavailable", "try again");
          return;
        }
        upload.remove("plan");
        if (polls.get() > 0) {
          upload.put("state", "UPLOADED");
        } else {
          judge(upload);
        }
        answer(exchange, 200, upload);
      }
      case "abort" -> {
        upload.put("state", "ABORTED");
        answer(exchange, 200, upload);
      }
      case "content" ->
          answer(exchange, 200, Json.object().put("url", url() + "/s3/" + id + "/content"));
      default -> {
        if (exchange.getRequestMethod().equals("DELETE")) {
          upload.put("state", "DELETED");
          exchange.sendResponseHeaders(204, -1);
          return;
        }
        if (polls.get() > 0 && polls.decrementAndGet() == 0) {
          judge(upload);
        }
        answer(exchange, 200, upload);
      }
    }
  }

  private void judge(ObjectNode upload) {
    upload
        .put("state", rejection.isPresent() ? "REJECTED" : "READY")
        .put("mediaType", "text/plain");
    rejection.ifPresent(reason -> upload.set("reason", reason));
  }

  private void create(HttpExchange exchange, JsonNode json) throws IOException {
    if (!Json.text(json, "collection").equals("default")) {
      problem(exchange, 400, "unknown-collection", "no such collection");
      return;
    }
    String id = newId();
    long size = json.path("size").asLong();
    ObjectNode upload =
        Json.object()
            .put("id", id)
            .put("state", "PENDING")
            .put("collection", "default")
            .put("fileName", Json.text(json, "fileName"))
            .put("size", size)
            .put("type", "application/octet-stream")
            .put("createdAt", "2026-01-01T00:00:00Z");
    uploads.put(id, upload);
    ObjectNode plan = Json.object();
    if (size <= PART_SIZE) {
      plan.put("kind", "single").set("request", signed(id, 1, size, firstSignedFor));
    } else {
      int count = (int) ((size + PART_SIZE - 1) / PART_SIZE);
      plan.put("kind", "multipart").put("partSize", PART_SIZE).put("partCount", count);
      plan.set("parts", parts(id, upload, 1, Math.min(100, count), firstSignedFor).path("parts"));
    }
    upload.set("plan", plan);
    answer(exchange, 201, upload);
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    List<String> newestFirst = uploads.keySet().stream().sorted().toList().reversed();
    ObjectNode page = Json.object();
    ArrayNode array = page.putArray("uploads");
    newestFirst.stream().skip(from).limit(limit).forEach(id -> array.add(upload(id)));
    if (from + limit < newestFirst.size()) {
      page.put("cursor", Integer.toString(from + limit));
    }
    answer(exchange, 200, page);
  }

  private ObjectNode parts(String id, ObjectNode upload, int from, int count, Duration validity) {
    long size = upload.path("size").asLong();
    ObjectNode answer = Json.object();
    ArrayNode parts = answer.putArray("parts");
    for (int number = from; number < from + count; number++) {
      long length = Math.min(PART_SIZE, size - (long) (number - 1) * PART_SIZE);
      parts.add(signed(id, number, length, validity).put("partNumber", number).put("size", length));
    }
    return answer;
  }

  private ObjectNode signed(String id, int number, long length, Duration validity) {
    Instant end = Instant.now().plus(validity);
    ObjectNode request =
        Json.object()
            .put("method", "PUT")
            .put("url", url() + "/s3/" + id + "/" + number + "?end=" + end + "&length=" + length)
            .put("expiresAt", end.toString());
    request.putObject("headers").put("x-signed", "yes");
    return request;
  }

  private void storage(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/s3/".length());
      requests.add(exchange.getRequestMethod() + " " + path);
      mostSending.accumulateAndGet(sending.incrementAndGet(), Math::max);
      try {
        if (exchange.getRequestMethod().equals("GET")) {
          sendContent(exchange);
        } else {
          take(exchange, path);
        }
      } finally {
        sending.decrementAndGet();
      }
    }
  }

  private void sendContent(HttpExchange exchange) throws IOException {
    @Nullable Fault fault = storageFaults.poll();
    if (fault == null) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    } else if (Fault.HANG_UP.equals(fault)) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, content.length / 2); // and no more
      exchange.getResponseBody().flush();
    } else {
      refuse(exchange, fault);
    }
  }

  private void take(HttpExchange exchange, String path) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    Received body = receive(exchange.getRequestBody());
    whileReceiving.run();
    @Nullable Fault fault = storageFaults.poll();
    if (Fault.HANG_UP.equals(fault)) {
      return;
    }
    if (fault != null) {
      refuse(exchange, fault);
    } else if (Instant.now().isAfter(Instant.parse(query.getOrDefault("end", "")))) {
      refuse(exchange, new Fault(403, "AccessDenied"));
    } else if (!"yes".equals(exchange.getRequestHeaders().getFirst("x-signed"))
        || !query.getOrDefault("length", "").equals(Long.toString(body.bytes()))
        || exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
      refuse(exchange, new Fault(403, "SignatureDoesNotMatch"));
    } else {
      received.put(path, body);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    byte[] xml =
        ("<Error><Code>" + fault.code() + "</Code><Message>so it is</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(fault.status(), xml.length);
    exchange.getResponseBody().write(xml);
  }

  private static Received receive(InputStream body) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      digest.update(buffer, 0, count);
      total += count;
    }
    return new Received(total, HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private ObjectNode upload(String id) {
    return Objects.requireNonNull(uploads.get(id));
  }

  private String newId() {
    return "up-%04d".formatted(ids.incrementAndGet());
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> values = new ConcurrentHashMap<>();
    @Nullable String query = uri.getQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return values;
  }

  private static void answer(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void problem(HttpExchange exchange, int status, String slug, String detail)
      throws IOException {
    answer(
        exchange,
        status,
        Json.object()
            .put("type", "https://sluice.dev/problems/" + slug)
            .put("status", status)
            .put("detail", detail));
  }
}
