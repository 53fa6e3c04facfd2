package dev.sluice.local.sign;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// A credential with its scope: `KEY/20261123/us-east-1/s3/aws4_request`.
public record Scope(String accessKey, String date, String region, String service) {
  private static final Pattern DATE = Pattern.compile("\\d{8}");

  /// The scope in a credential; nothing if it has another form.
  public static Optional<Scope> parse(String credential) {
    String[] parts = credential.split("/", -1);
    int last = parts.length - 1;
    if (last < 4
        || !parts[last].equals("aws4_request")
        || !DATE.matcher(parts[last - 3]).matches()) {
      return Optional.empty();
    }
    String key = String.join("/", java.util.Arrays.copyOf(parts, last - 3));
    return Optional.of(new Scope(key, parts[last - 3], parts[last - 2], parts[last - 1]));
  }

  /// The scope without the key, as it stands in the string to sign.
  String text() {
    return date + '/' + region + '/' + service + "/aws4_request";
  }

  byte[] signingKey(String secret) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, region, service, "aws4_request"}) {
      key = Hashes.hmac(key, part);
    }
    return key;
  }
}
