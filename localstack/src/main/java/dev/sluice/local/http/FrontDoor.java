package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.local.fault.FaultRule;
import dev.sluice.local.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one port of the local cloud. Routes by path, then by the service in the request's credential
/// scope, as LocalStack does; what is signed is checked behind it, by the service or a
/// [SignatureCheck]. Listens on loopback alone.
public final class FrontDoor implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(FrontDoor.class.getName());
  private static final int DRAIN_SECONDS = 20;
  private static final String HEALTH = "/_localstack/health";
  private static final String CALLS = "/_localcloud/calls";
  private static final String S3 = "s3";

  /// Names that only this machine has, and addresses, which nobody can point elsewhere.
  private static final Pattern THIS_MACHINE =
      Pattern.compile(
          "(|(.+\\.)?localhost(\\.localstack\\.cloud)?|host\\.docker\\.internal|[0-9.]+|\\[[0-9a-f:.]+])(:\\d+)?",
          Pattern.CASE_INSENSITIVE);

  static {
    // Without it, an answer of two small packets waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final CallRecorder recorder;
  private final FaultInjector faults;
  private final UnaryOperator<String> principals;
  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final Map<String, HttpHandler> paths = new ConcurrentSkipListMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private volatile boolean started;
  private volatile boolean closing;

  /// Requests that are being answered, and the door itself.
  private final Phaser busy = new Phaser(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A door at which nothing goes wrong on request.
  public FrontDoor(int port, CallRecorder recorder, UnaryOperator<String> principals) {
    this(port, recorder, new FaultInjector(new Faults()), principals);
  }

  /// @param port 0 for a free one
  /// @param principals whom an access key stands for
  /// @throws PortTaken if another program listens there
  public FrontDoor(
      int port, CallRecorder recorder, FaultInjector faults, UnaryOperator<String> principals) {
    this.recorder = recorder;
    this.faults = faults;
    this.principals = principals;
    page(HEALTH, this::health);
    page(CALLS, recorder);
    HttpServer first = listen("127.0.0.1", port);
    servers.add(first);
    try {
      servers.add(listen("::1", first.getAddress().getPort()));
    } catch (UncheckedIOException | PortTaken _) {
      // A machine without IPv6, or one where somebody else has this port there: 127.0.0.1 serves
      // all.
    }
  }

  /// Tells what a request asks for; what it reads of the body it puts back.
  public interface Reader {
    Operation read(HttpExchange exchange) throws IOException;
  }

  private record Service(HttpHandler handler, Reader operations) {}

  /// A service whose requests name their operation in the header X-Amz-Target.
  ///
  /// @param signingName as credential scopes have it: s3, sqs, dynamodb
  public void service(String signingName, HttpHandler handler) {
    service(signingName, handler, Operation::ofTarget);
  }

  public void service(String signingName, HttpHandler handler, Reader operations) {
    services.put(signingName, new Service(handler, operations));
  }

  /// The path `prefix` and all below it; the longest prefix wins, and before any service.
  public void path(String prefix, HttpHandler handler) {
    paths.put(prefix, handler);
  }

  /// The same for what anyone on this machine may ask without a signature. A web page whose own
  /// name was made to point to this machine (DNS rebinding) gets no answer.
  public void page(String prefix, HttpHandler handler) {
    path(
        prefix,
        exchange -> {
          if (THIS_MACHINE.matcher(header(exchange, "Host")).matches()) {
            handler.handle(exchange);
          } else {
            anotherHost(exchange);
          }
        });
  }

  /// The paths below a prefix.
  public List<String> below(String prefix) {
    return paths.keySet().stream().filter(path -> path.startsWith(prefix + "/")).toList();
  }

  public void start() {
    started = true;
    for (HttpServer server : servers) {
      server.setExecutor(threads);
      server.createContext("/", this::handle);
      server.start();
    }
  }

  public int port() {
    return servers.getFirst().getAddress().getPort();
  }

  /// Takes no more requests, and waits for those that are being answered.
  ///
  /// The server's own wait is not used: if a client hangs up in the moment in which it begins, it
  /// lasts to its end, whether anything is being answered or not (JDK 25, `ServerImpl.stop`).
  @Override
  public void close() {
    closing = true;
    if (started) {
      drain();
    }
    servers.forEach(server -> server.stop(0));
    threads.close();
  }

  private void drain() {
    try {
      int _ = busy.awaitAdvanceInterruptibly(busy.arrive(), DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      // Whoever is still at it has had a fair chance.
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    int _ = busy.register();
    try (exchange) {
      if (closing) {
        stopping(exchange);
      } else {
        answer(exchange);
      }
    } finally {
      // Only now is the answer's end on its way.
      int _ = busy.arriveAndDeregister();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (RuntimeException | StackOverflowError unexpected) {
      failed(exchange, unexpected);
    }
  }

  /// Whoever runs the cloud sees the whole of it, whoever called that there was something.
  private static void failed(HttpExchange exchange, Throwable unexpected) throws IOException {
    LOGGER.log(
        System.Logger.Level.ERROR,
        "Unexpected, at " + exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
        unexpected);
    if (exchange.getResponseCode() < 0) {
      new ErrorAnswer(500, "InternalFailure", "InternalError", "An unexpected error occurred.")
          .send(exchange);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    Optional<HttpHandler> byPath = byPath(exchange.getRequestURI().getRawPath());
    if (byPath.isPresent()) {
      byPath.get().handle(exchange);
      return;
    }
    Optional<SignedScope> scope = SignedScope.of(exchange);
    String name = scope.map(SignedScope::service).orElseGet(() -> unsigned(exchange));
    Service service = services.get(name);
    if (service == null) {
      unknown(exchange, name);
      return;
    }
    record(exchange, name, scope, service);
  }

  private void record(
      HttpExchange exchange, String name, Optional<SignedScope> scope, Service service)
      throws IOException {
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    Operation operation = service.operations().read(exchange);
    String principal = scope.map(SignedScope::accessKey).map(principals).orElse("");
    try {
      faults.handle(
          new FaultRule.Call(name, operation.name(), principal, operation.resource()),
          exchange,
          service.handler());
    } finally {
      recorder.add(
          new CallRecord(
              name,
              operation.name(),
              operation.resource(),
              principal,
              scope.map(SignedScope::presigned).orElse(false),
              header(exchange, "Range"),
              exchange.getResponseCode(),
              length(exchange),
              start,
              (System.nanoTime() - nanos) / 1000));
    }
  }

  private static void anotherHost(HttpExchange exchange) throws IOException {
    JsonAnswer.send(
        exchange,
        403,
        JsonMapper.shared()
            .createObjectNode()
            .put(
                "message",
                "This is asked for as localhost or by an address, not by another name."));
  }

  private Optional<HttpHandler> byPath(String path) {
    return paths.entrySet().stream()
        .filter(entry -> isBelow(path, entry.getKey()))
        .reduce((_, longer) -> longer)
        .map(Map.Entry::getValue);
  }

  private static boolean isBelow(String path, String prefix) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length()
            || prefix.endsWith("/")
            || path.charAt(prefix.length()) == '/');
  }

  /// A request that is not signed: json services say their name, the rest is S3's (anonymous,
  /// preflight).
  private static String unsigned(HttpExchange exchange) {
    String target = header(exchange, ErrorAnswer.TARGET);
    if (target.startsWith("DynamoDB")) {
      return "dynamodb";
    }
    boolean form = header(exchange, "Content-Type").startsWith("application/x-www-form-urlencoded");
    if (target.startsWith("AmazonSQS") || form) {
      return "sqs";
    }
    if (target.startsWith("AWSEvents")) {
      return "events";
    }
    return target.isEmpty() ? S3 : target.replaceFirst("[.].*", "");
  }

  private static void stopping(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Connection", "close");
    new ErrorAnswer(503, "ServiceUnavailableException", "ServiceUnavailable", "It is stopping.")
        .send(exchange);
  }

  private void unknown(HttpExchange exchange, String service) throws IOException {
    new ErrorAnswer(
            501,
            "UnknownService",
            "UnknownService",
            "There is no service %s here, only %s."
                .formatted(service, String.join(", ", new TreeMap<>(services).keySet())))
        .send(exchange);
  }

  private void health(HttpExchange exchange) throws IOException {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ObjectNode running = json.putObject("services");
    new TreeMap<>(services).keySet().forEach(name -> running.put(name, "running"));
    json.put("edition", "community");
    json.put("version", "embedded");
    JsonAnswer.send(exchange, 200, json);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static long length(HttpExchange exchange) {
    String length = header(exchange, "Content-Length");
    return length.isEmpty() ? -1 : Long.parseLong(length);
  }

  private static HttpServer listen(String address, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
    } catch (BindException e) {
      throw new PortTaken(port, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
