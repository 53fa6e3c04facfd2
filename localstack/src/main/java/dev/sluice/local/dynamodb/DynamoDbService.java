package dev.sluice.local.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.exceptions.ExceptionBean;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// DynamoDB by AWS's DynamoDB Local, called in process. It checks no signature, and deletes nothing
/// by TTL, which is added here.
///
/// The library's own servers are not used: each call would go through a second HTTP server, and the
/// runner listens on every interface, writes to the standard output, and reports its use.
public final class DynamoDbService implements HttpHandler, AutoCloseable {
  private static final String TARGET = "X-Amz-Target";
  private static final String VERSION = "DynamoDB_20120810.";
  private static final Pattern TARGETS =
      Pattern.compile("(?:DynamoDB|DynamoDBStreams)_20120810\\.(\\w+)");
  private static final String EXISTS = "ResourceInUseException";

  private final DynamoDbObjectMapper json = new DynamoDbObjectMapper();
  private final LocalDynamoDBRequestHandler database;
  private final Operations operations;
  private final Optional<WriteAheadLog> log;
  private final TableNames names;
  private final TimeToLive timeToLive = new TimeToLive(this::call);

  @SuppressWarnings("ArrayRecordComponent") // Lives for one request and is never compared.
  private record Answer(int status, byte[] body) {}

  /// @param data where tables lie; in memory, if there is none
  public DynamoDbService(Optional<Path> data, TableNames names) {
    this.names = names;
    @Nullable String folder = data.map(path -> created(path).toString()).orElse(null);
    log = data.map(WriteAheadLog::new);
    log.ifPresent(WriteAheadLog::use);
    // One database for all keys and regions, tables ready at once.
    database = new LocalDynamoDBRequestHandler(0, folder == null, folder, true, false);
    operations = new Operations(json, database);
  }

  /// @param request the body of a CreateTable request; nothing happens if there is such a table
  /// @throws TableRefused by DynamoDB, or since the table that is there has other keys
  public void createTable(JsonNode request) {
    Answer answer = said("CreateTable", request);
    JsonNode body = JsonMapper.shared().readTree(answer.body());
    if (answer.status() == 200) {
      return;
    }
    if (!body.toString().contains(EXISTS)) {
      throw new TableRefused(
          "DynamoDB refuses it: "
              + body.path("message").asString(body.path("Message").asString("")));
    }
    JsonNode stored =
        call(
                "DescribeTable",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("TableName", request.path("TableName").asString()),
                "")
            .path("Table");
    String has = TableKeys.describe(stored);
    String wanted = TableKeys.describe(request);
    if (!has.equals(wanted)) {
      throw new TableRefused(
          ("the table that is kept has the key %s, the template's has %s; take another data folder, or"
                  + " give the table another name")
              .formatted(has, wanted));
    }
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
    @Nullable String target = exchange.getRequestHeaders().getFirst(TARGET);
    byte[] request = exchange.getRequestBody().readAllBytes();
    Answer answer = translated(target == null ? "" : target, request);
    CRC32 checksum = new CRC32();
    checksum.update(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    database.shutdown();
    log.ifPresent(WriteAheadLog::awaitWrittenBack);
  }

  /// The answer to somebody outside, who has the account's ARNs.
  private Answer translated(String target, byte[] request) throws IOException {
    byte[] known;
    try {
      JsonNode body = JsonMapper.shared().readTree(request);
      if (!body.isObject()) {
        return refused("SerializationException", "The request is not a JSON object.");
      }
      known = names.translated(body).toString().getBytes(StandardCharsets.UTF_8);
    } catch (tools.jackson.core.JacksonException noJson) {
      return refused("SerializationException", "The request is not JSON.");
    } catch (TableNames.Unknown unknown) {
      return refused(400, new ExceptionBean("ResourceNotFoundException", unknown.getMessage()));
    }
    Answer answer = answer(target, known);
    return new Answer(answer.status(), names.answer(operation(target), answer.body()));
  }

  private Answer answer(String target, byte[] request) throws IOException {
    try {
      String operation = operation(target);
      return operations
          .run(operation, request)
          .map(body -> new Answer(200, body))
          .orElseGet(
              () ->
                  refused(
                      "UnknownOperationException", "There is no operation '" + target + "' here."));
    } catch (DynamoDBLocalServiceException e) {
      return refused(
          e.statusCode(),
          new ExceptionBean(
              e.getErrorCode(), e.getMessage(), e.getCancellationReasons(), e.getItem()));
    } catch (JacksonException e) {
      return refused("SerializationException", e.getOriginalMessage());
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      // The library takes a request to be of the documented form.
      return refused(
          400,
          new ExceptionBean("ValidationException", "The request is not of the operation's form."));
    }
  }

  /// Empty if it is another service's.
  private static String operation(String target) {
    Matcher known = TARGETS.matcher(target);
    return known.matches() ? known.group(1) : "";
  }

  /// What is refused before it is DynamoDB's has another prefix.
  private static Answer refused(String exception, String message) {
    return new Answer(
        400,
        JsonMapper.shared()
            .createObjectNode()
            .put("__type", "com.amazon.coral.service#" + exception)
            .put("message", message)
            .toString()
            .getBytes(StandardCharsets.UTF_8));
  }

  private Answer refused(int status, ExceptionBean what) {
    try {
      return new Answer(status, json.writeValueAsBytes(what));
    } catch (JacksonException e) {
      throw new IllegalStateException("an error has no JSON", e);
    }
  }

  /// @param wellKnown a refusal that is none; empty for no such
  private JsonNode call(String operation, JsonNode body, String wellKnown) {
    Answer answer = said(operation, body);
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    boolean refused = answer.status() != 200;
    if (refused && (wellKnown.isEmpty() || !said.contains(wellKnown))) {
      throw new IllegalStateException(operation + " was refused: " + said);
    }
    return JsonMapper.shared().readTree(said);
  }

  private Answer said(String operation, JsonNode body) {
    try {
      return answer(VERSION + operation, body.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
