package dev.sluice.core.sign;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a bucket is reached: the part of the URL before the object's key.
///
/// Virtual-host style (`https://BUCKET.s3.REGION.amazonaws.com/KEY`) is what AWS wants; path style
/// (`http://127.0.0.1:4566/BUCKET/KEY`) is for servers without wildcard DNS, and for bucket names
/// with dots, which no wildcard certificate covers.
public final class Endpoint {
  /// S3: "General purpose bucket naming rules".
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final String scheme;
  private final String host;
  private final String pathPrefix;

  private Endpoint(String scheme, String host, String pathPrefix) {
    this.scheme = scheme;
    this.host = host;
    this.pathPrefix = pathPrefix;
  }

  /// The bucket at AWS itself, in the partition that the region's name tells.
  public static Endpoint aws(String region, String bucket) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    URI service = URI.create("https://s3." + region + "." + domain);
    return bucket.contains(".") ? pathStyle(service, bucket) : virtualHost(service, bucket);
  }

  /// `SCHEME://BUCKET.HOST[:PORT]/KEY`.
  public static Endpoint virtualHost(URI service, String bucket) {
    checkBucket(bucket);
    return new Endpoint(scheme(service), bucket + "." + authority(service), "/");
  }

  /// `SCHEME://HOST[:PORT]/BUCKET/KEY`.
  public static Endpoint pathStyle(URI service, String bucket) {
    checkBucket(bucket);
    return new Endpoint(scheme(service), authority(service), "/" + bucket + "/");
  }

  String origin() {
    return scheme + "://" + host;
  }

  /// The `host` header that clients send: with the port, unless it is the scheme's own.
  String host() {
    return host;
  }

  /// The path as it stands in the URL and in the signature. S3, unlike other services, neither
  /// encodes it twice nor resolves dots.
  String path(String encodedKey) {
    return pathPrefix + encodedKey;
  }

  @Override
  public String toString() {
    return origin() + pathPrefix;
  }

  private static void checkBucket(String bucket) {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no bucket name: 3 to 63 of a-z, 0-9, dot and hyphen".formatted(bucket));
    }
  }

  private static String scheme(URI service) {
    String scheme = service.getScheme() == null ? "" : service.getScheme().toLowerCase(Locale.ROOT);
    boolean plain = service.getRawQuery() == null && service.getRawUserInfo() == null;
    boolean bare = service.getRawPath() == null || service.getRawPath().matches("/?");
    if (!scheme.matches("https?") || service.getHost() == null || !plain || !bare) {
      throw new IllegalArgumentException(
          "'%s' is no endpoint: write http(s)://HOST[:PORT]".formatted(service));
    }
    return scheme;
  }

  private static String authority(URI service) {
    int port = service.getPort();
    int usual = scheme(service).equals("https") ? HTTPS_PORT : HTTP_PORT;
    String host = service.getHost().toLowerCase(Locale.ROOT);
    return port == -1 || port == usual ? host : host + ":" + port;
  }
}
