package dev.sluice.web.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What S3 does with presigned requests: takes exactly the bytes and headers that were signed,
/// gives them back by a signed GET, and refuses everything else with an XML error.
final class Storage implements Origin.Answerer {
  private final Supplier<String> pageOrigin;
  private final Map<Integer, Signed> signed = new ConcurrentHashMap<>();

  /// More PUTs than any test sends; twice as many still fit into a semaphore.
  private static final int PLENTY = 1 << 20;

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger signatures = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
  private final Semaphore mayStore = new Semaphore(PLENTY);
  private volatile int validAfter;

  /// A request that was signed; `size` is -1 where nothing is sent.
  record Signed(String method, String key, int size, Map<String, String> headers) {}

  Storage(Supplier<String> pageOrigin) {
    this.pageOrigin = pageOrigin;
  }

  /// The path and query of a signed URL.
  String sign(String method, String key, int size, Map<String, String> headers) {
    int number = signatures.incrementAndGet();
    signed.put(number, new Signed(method, key, size, headers));
    return "/" + key + "?X-Amz-Signature=" + number;
  }

  /// Lets everything expire that was signed until now.
  void expireAll() {
    validAfter = signatures.get();
  }

  /// Answers the next PUT so, whatever it brings.
  void failNext(int status) {
    failures.add(status);
  }

  /// From now on only so many PUTs are answered, the others wait.
  void hold(int permits) {
    mayStore.drainPermits();
    mayStore.release(permits);
  }

  void release() {
    mayStore.release(PLENTY);
  }

  int attempts() {
    return attempts.get();
  }

  byte[] object(String key) {
    return objects.getOrDefault(key, new byte[0]);
  }

  boolean has(String key) {
    return objects.containsKey(key);
  }

  void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException, InterruptedException {
    if (Origin.preflighted(exchange, pageOrigin.get(), "ETag")) {
      return;
    }
    String query = exchange.getRequestURI().getRawQuery();
    int number = Integer.parseInt(query.substring(query.indexOf('=') + 1));
    Signed request = signed.getOrDefault(number, new Signed("none", "none", -1, Map.of()));
    if (number <= validAfter) {
      refuse(exchange, 403, "AccessDenied", "Request has expired");
    } else if (!request.method().equals(exchange.getRequestMethod())
        || !exchange.getRequestURI().getPath().equals("/" + request.key())) {
      refuse(exchange, 403, "SignatureDoesNotMatch", "The signature does not match");
    } else if (request.method().equals("PUT")) {
      store(exchange, request);
    } else {
      Origin.send(exchange, 200, "image/png", object(request.key()));
    }
  }

  private void store(HttpExchange exchange, Signed request)
      throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    attempts.incrementAndGet();
    mayStore.acquire();
    Integer failure = failures.poll();
    if (failure != null) {
      refuse(exchange, failure, "InternalError", "We encountered an internal error");
      return;
    }
    boolean asSigned =
        body.length == request.size()
            && request.headers().entrySet().stream()
                .allMatch(
                    header ->
                        header
                            .getValue()
                            .equals(exchange.getRequestHeaders().getFirst(header.getKey())));
    if (!asSigned) {
      refuse(exchange, 403, "SignatureDoesNotMatch", "Sent " + body.length + " bytes");
      return;
    }
    if (request.headers().containsKey("if-none-match") && has(request.key())) {
      refuse(exchange, 412, "PreconditionFailed", "The object exists");
      return;
    }
    put(request.key(), body);
    exchange.getResponseHeaders().set("ETag", "\"" + Integer.toHexString(body.length) + "\"");
    Origin.send(exchange, 200, "application/xml", new byte[0]);
  }

  private static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    String xml =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message);
    Origin.send(exchange, status, "application/xml", xml.getBytes(UTF_8));
  }
}
