package example.notes;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs a POST to DynamoDB with what a function has: the JDK and its environment.
final class Signature {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String SIGNED = "host;x-amz-date;x-amz-security-token;x-amz-target";

  private final Map<String, String> environment;

  Signature(Map<String, String> environment) {
    this.environment = environment;
  }

  HttpRequest.Builder sign(HttpRequest.Builder request, URI uri, String target, String body) {
    String time = TIME.format(Instant.now());
    List<String> scope =
        List.of(time.substring(0, 8), of("AWS_REGION"), "dynamodb", "aws4_request");
    String canonical =
        "POST\n/\n\nhost:%s\nx-amz-date:%s\nx-amz-security-token:%s\nx-amz-target:%s\n\n%s\n%s"
            .formatted(
                uri.getAuthority(), time, of("AWS_SESSION_TOKEN"), target, SIGNED, sha256(body));
    String text =
        String.join("\n", "AWS4-HMAC-SHA256", time, String.join("/", scope), sha256(canonical));
    byte[] key = ("AWS4" + of("AWS_SECRET_ACCESS_KEY")).getBytes(StandardCharsets.UTF_8);
    for (String part : scope) {
      key = hmac(key, part);
    }
    return request
        .header("X-Amz-Date", time)
        .header("X-Amz-Security-Token", of("AWS_SESSION_TOKEN"))
        .header("X-Amz-Target", target)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                    of("AWS_ACCESS_KEY_ID"),
                    String.join("/", scope),
                    SIGNED,
                    HexFormat.of().formatHex(hmac(key, text))));
  }

  private String of(String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
