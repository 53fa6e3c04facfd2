package dev.sluice.local.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// DynamoDB by AWS's DynamoDB Local, on a loopback port of its own. It checks no signature, and
/// deletes nothing by TTL, which is added here.
///
/// The library's own runner is not used: it listens on every interface, where anyone may read and
/// write without a signature, writes to the standard output, and reports its use.
public final class DynamoDbService implements HttpHandler, AutoCloseable {
  private static final String EXISTS = "ResourceInUseException";

  private final LocalDynamoDBServerHandler library;
  private final Server server;
  private final InetSocketAddress address;
  private final Relay relay;
  private final HttpClient client = HttpClient.newHttpClient();
  private final TimeToLive timeToLive = new TimeToLive(this::call);

  /// @param data where tables lie; in memory, if there is none
  public DynamoDbService(Optional<Path> data) {
    library = library(data);
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(library);
    start(server);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getURI().getPort());
    relay = new Relay(address);
  }

  /// Where the library itself listens, without any check of signatures.
  InetSocketAddress address() {
    return address;
  }

  /// @param request the body of a CreateTable request; nothing happens if there is such a table
  public void createTable(JsonNode request) {
    JsonNode _ = call("CreateTable", request, EXISTS);
  }

  /// @param request the body of an UpdateTimeToLive request; nothing happens if it is set already
  public void setTimeToLive(JsonNode request) {
    JsonNode _ = call("UpdateTimeToLive", request, "ValidationException");
  }

  /// Deletes the items of all tables whose time to live is over.
  public void deleteExpired(Instant now) {
    timeToLive.sweep(now);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    relay.handle(exchange);
  }

  @Override
  public void close() {
    relay.close();
    client.close();
    try {
      server.stop();
      library.close();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local can't be stopped", e);
    }
  }

  /// @param wellKnown a refusal that is none; empty for no such
  private JsonNode call(String operation, JsonNode body, String wellKnown) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/"))
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      boolean refused = response.statusCode() != 200;
      if (refused && (wellKnown.isEmpty() || !response.body().contains(wellKnown))) {
        throw new IllegalStateException(operation + " was refused: " + response.body());
      }
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(operation + " was interrupted", e);
    }
  }

  private static LocalDynamoDBServerHandler library(Optional<Path> data) {
    @Nullable String folder = data.map(path -> created(path).toString()).orElse(null);
    // One database for all keys and regions, tables ready at once, no CORS.
    return new LocalDynamoDBServerHandler(
        new LocalDynamoDBRequestHandler(0, folder == null, folder, true, false), null);
  }

  private static void start(Server server) {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local can't be started", e);
    }
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
