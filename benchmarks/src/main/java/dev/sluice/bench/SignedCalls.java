package dev.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of AWS's JSON services over one connection, each signed (AWS general reference, "Signature
/// Version 4"), by as little work as that allows: the SDK would be most of what is measured.
final class SignedCalls implements AutoCloseable {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final int DATE_LENGTH = 8;

  private final URI endpoint;
  private final Map<String, String> environment;
  private final String service;
  private final String contentType;
  private final String targets;
  private final KeptConnection connection;

  /// @param environment what `./sluice up -- CMD` gives its command
  /// @param service its signing name
  /// @param targets what its X-Amz-Target begins with
  private SignedCalls(
      Map<String, String> environment, String service, String contentType, String targets)
      throws IOException {
    this.environment = Map.copyOf(environment);
    this.endpoint = URI.create(of("AWS_ENDPOINT_URL"));
    this.service = service;
    this.contentType = contentType;
    this.targets = targets;
    this.connection = new KeptConnection(endpoint.getPort());
  }

  static SignedCalls sqs(Map<String, String> environment) throws IOException {
    return new SignedCalls(environment, "sqs", "application/x-amz-json-1.0", "AmazonSQS.");
  }

  static SignedCalls dynamoDb(Map<String, String> environment) throws IOException {
    return new SignedCalls(
        environment, "dynamodb", "application/x-amz-json-1.0", "DynamoDB_20120810.");
  }

  /// @throws IOException if the answer is no success
  JsonNode call(String operation, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String time = SECOND.format(Instant.now());
    String target = targets + operation;
    byte[] answer =
        connection.post(
            endpoint,
            Map.of(
                "content-type",
                contentType,
                "x-amz-date",
                time,
                "x-amz-target",
                target,
                "authorization",
                authorization(time, target, bytes)),
            bytes);
    return answer.length == 0
        ? JsonMapper.shared().createObjectNode()
        : JsonMapper.shared().readTree(answer);
  }

  private String authorization(String time, String target, byte[] body) {
    try {
      String canonical =
          String.join(
              "\n",
              "POST",
              "/",
              "",
              "content-type:" + contentType,
              "host:" + endpoint.getAuthority(),
              "x-amz-date:" + time,
              "x-amz-target:" + target,
              "",
              SIGNED,
              sha256(body));
      String date = time.substring(0, DATE_LENGTH);
      List<String> scopes = List.of(date, of("AWS_REGION"), service, "aws4_request");
      String scope = String.join("/", scopes);
      String toSign =
          String.join(
              "\n",
              "AWS4-HMAC-SHA256",
              time,
              scope,
              sha256(canonical.getBytes(StandardCharsets.UTF_8)));
      byte[] key = ("AWS4" + of("AWS_SECRET_ACCESS_KEY")).getBytes(StandardCharsets.UTF_8);
      for (String step : scopes) {
        key = hmac(key, step);
      }
      return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
          .formatted(
              of("AWS_ACCESS_KEY_ID"), scope, SIGNED, HexFormat.of().formatHex(hmac(key, toSign)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String of(String name) {
    return Objects.requireNonNull(environment.get(name));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
