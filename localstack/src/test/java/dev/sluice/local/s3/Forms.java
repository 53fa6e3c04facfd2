package dev.sluice.local.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Forms as a browser sends them, with a file of the name `f.txt`.
public record Forms(RawS3 raw, Instant now) {
  /// Of the body that a form is sent as.
  public static final String TYPE = "multipart/form-data; boundary=line";

  static Map<String, String> fields(String key, String... more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  /// Adds a policy with these conditions, and its signature.
  Map<String, String> signed(Map<String, String> fields, String conditions, Instant expiration) {
    return signed(fields, conditions, expiration, Service.KEY, "us-east-1");
  }

  Map<String, String> signed(
      Map<String, String> fields,
      String conditions,
      Instant expiration,
      String accessKey,
      String region) {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").format(now.atOffset(ZoneOffset.UTC));
    String day = time.substring(0, 8);
    String scope = day + '/' + region + "/s3/aws4_request";
    String credential = accessKey + '/' + scope;
    String policy =
        Base64.getEncoder()
            .encodeToString(
                """
                {"expiration":"%s","conditions":[%s,{"x-amz-algorithm":"AWS4-HMAC-SHA256"},\
                {"x-amz-credential":"%s"},{"x-amz-date":"%s"}]}"""
                    .formatted(expiration, conditions, credential, time)
                    .getBytes(StandardCharsets.UTF_8));
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("policy", policy);
    all.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    all.put("x-amz-credential", credential);
    all.put("x-amz-date", time);
    byte[] key = Hmac.signingKey(Service.SECRET, scope);
    all.put("x-amz-signature", Hmac.hex(key, policy));
    return all;
  }

  RawS3.Answer send(Map<String, String> fields, String content) {
    return raw.send(
        raw.request("POST", "/uploads", Map.of("content-type", TYPE), body(fields, content)));
  }

  /// The body of a form with a file of that content.
  public static String body(Map<String, String> fields, String content) {
    StringBuilder body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append("--line\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    body.append("--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n")
        .append("Content-Type: text/plain\r\n\r\n")
        .append(content)
        .append("\r\n--line--\r\n");
    return body.toString();
  }
}
