package dev.sluice.core.sign;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What all signatures of one grant over the same header names share: the `X-Amz-` parameters, and
/// the key with the string to sign's constant start already hashed (S3: "Authenticating Requests:
/// Using Query Parameters").
final class Signature {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  /// In the order in which the SDK for Java writes them, the signature left out; encoded.
  private final List<Parameter> parameters;

  private final HmacSha256 key;

  record Parameter(String name, String value) {
    static Parameter encoded(String name, String value) {
      return new Parameter(UriEncoding.encode(name), UriEncoding.encode(value));
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  Signature(String region, SigningKeys keys, Grant grant, String signedHeaders) {
    Credentials credentials = grant.credentials();
    String second = SECOND.format(grant.now());
    String date = second.substring(0, DATE_LENGTH);
    String scope = date + "/" + region + "/s3/aws4_request";
    parameters = new ArrayList<>();
    credentials
        .sessionToken()
        .ifPresent(token -> parameters.add(Parameter.encoded("X-Amz-Security-Token", token)));
    parameters.add(Parameter.encoded("X-Amz-Algorithm", ALGORITHM));
    parameters.add(Parameter.encoded("X-Amz-Date", second));
    parameters.add(Parameter.encoded("X-Amz-SignedHeaders", signedHeaders));
    parameters.add(Parameter.encoded("X-Amz-Credential", credentials.accessKeyId() + "/" + scope));
    parameters.add(Parameter.encoded("X-Amz-Expires", Long.toString(grant.validity().toSeconds())));
    key =
        keys.get(credentials, date)
            .startingWith(Sha256.ascii(ALGORITHM + "\n" + second + "\n" + scope + "\n"));
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /// The end of the URL's query, up to where the signature's 64 digits follow.
  String urlTail() {
    return parameters.stream().map(Parameter::toString).collect(Collectors.joining("&"))
        + "&X-Amz-Signature=";
  }

  String of(byte[] canonicalRequestHash) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(key.sign(Sha256.ascii(hex.formatHex(canonicalRequestHash))));
  }
}
