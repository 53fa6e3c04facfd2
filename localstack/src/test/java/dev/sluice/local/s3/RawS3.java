package dev.sluice.local.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A client that sends just what it is told to, signed by AWS's own signer and then altered at
/// will.
public final class RawS3 {
  /// An answer.
  public record Answer(int status, Map<String, String> headers, String body) {
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /// The text of the first element of that name.
    public String element(String name) {
      Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</").matcher(body);
      return matcher.find() ? matcher.group(1) : "";
    }

    public String code() {
      return element("Code");
    }
  }

  /// A request, to be altered between signing and sending.
  ///
  /// @param target path and query
  public record Request(String method, String target, Map<String, String> headers, String body) {
    public Request with(String name, String value) {
      Map<String, String> changed = new LinkedHashMap<>(headers);
      changed.put(name.toLowerCase(Locale.ROOT), value);
      return new Request(method, target, changed, body);
    }

    public Request without(String name) {
      Map<String, String> changed = new LinkedHashMap<>(headers);
      changed.remove(name);
      return new Request(method, target, changed, body);
    }

    public Request target(String other) {
      return new Request(method, other, headers, body);
    }

    public Request body(String other) {
      return new Request(method, target, headers, other);
    }
  }

  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;
  private final String accessKey;
  private final String secret;
  private final String region;
  private final Clock clock;

  public RawS3(int port, String accessKey, String secret, Clock clock) {
    this(port, accessKey, secret, "us-east-1", clock);
  }

  private RawS3(int port, String accessKey, String secret, String region, Clock clock) {
    this.port = port;
    this.accessKey = accessKey;
    this.secret = secret;
    this.region = region;
    this.clock = clock;
  }

  public RawS3 withKey(String other) {
    return new RawS3(port, other, secret, region, clock);
  }

  public RawS3 withSecret(String other) {
    return new RawS3(port, accessKey, other, region, clock);
  }

  public RawS3 inRegion(String other) {
    return new RawS3(port, accessKey, secret, other, clock);
  }

  public RawS3 at(Clock other) {
    return new RawS3(port, accessKey, secret, region, other);
  }

  public Request request(String method, String target, Map<String, String> headers, String body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("host", "127.0.0.1:" + port);
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    if (method.equals("PUT") || method.equals("POST")) {
      all.put("content-length", Integer.toString(length));
    }
    headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
    return new Request(method, target, all, body);
  }

  /// Signs in the Authorization header, the body's hash included.
  public Request signed(Request request) {
    return sign(request, Optional.empty(), true);
  }

  public Request signedWithoutBody(Request request) {
    return sign(request, Optional.empty(), false);
  }

  public Request presigned(Request request, Duration expires) {
    return sign(request, Optional.of(expires), false);
  }

  /// Signs in the header, with a payload that AWS's signer would not let one say.
  public Request signedAs(Request request, String payload) {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .format(clock.instant().atOffset(ZoneOffset.UTC));
    Request dated = request.with("x-amz-date", time).with("x-amz-content-sha256", payload);
    Map<String, String> sorted = new TreeMap<>(dated.headers());
    StringBuilder canonical =
        new StringBuilder(request.method() + '\n' + request.target() + "\n\n");
    sorted.forEach((name, value) -> canonical.append(name + ':' + value + '\n'));
    String names = String.join(";", sorted.keySet());
    canonical.append('\n').append(names).append('\n').append(payload);
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope, Hmac.sha256(canonical.toString()));
    return dated.with(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKey, scope, names, Hmac.hex(Hmac.signingKey(secret, scope), toSign)));
  }

  public Answer send(Request request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      StringBuilder head = new StringBuilder();
      head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
      request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("connection: close\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
      out.write(body);
      out.flush();
      // Some servers take the end of what is sent for a client that has gone.
      if (body.length < Long.parseLong(request.headers().getOrDefault("content-length", "0"))) {
        socket.shutdownOutput();
      }
      return answer(new BufferedInputStream(socket.getInputStream()), request.method());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Signs and sends.
  public Answer call(String method, String target, Map<String, String> headers, String body) {
    return send(signed(request(method, target, headers, body)));
  }

  public Answer call(String method, String target) {
    return call(method, target, Map.of(), "");
  }

  private Request sign(Request request, Optional<Duration> expires, boolean payload) {
    int question = request.target().indexOf('?');
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            // Only for https does the signer leave the body out if told to.
            .protocol("https")
            .host("127.0.0.1")
            .port(port)
            .encodedPath(question < 0 ? request.target() : request.target().substring(0, question));
    if (question >= 0) {
      for (String pair : request.target().substring(question + 1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        unsigned.appendRawQueryParameter(
            decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    request.headers().forEach((name, value) -> unsigned.putHeader(name, value));
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.identity(AwsCredentialsIdentity.create(accessKey, secret))
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromUtf8String(request.body()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payload)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(
                            AwsV4FamilyHttpSigner.AUTH_LOCATION,
                            expires.isPresent()
                                ? AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING
                                : AwsV4FamilyHttpSigner.AuthLocation.HEADER)
                        .putProperty(
                            AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expires.orElse(null)))
            .request();
    Map<String, String> headers = new LinkedHashMap<>();
    signed
        .headers()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    String query = signed.encodedQueryParameters().map(it -> '?' + it).orElse("");
    return new Request(request.method(), signed.encodedPath() + query, headers, request.body());
  }

  private static String decoded(String text) {
    return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Answer answer(InputStream in, String method) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (status == 100) {
      return answer(in, method);
    }
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
    byte[] body = bodiless ? new byte[0] : body(in, headers);
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      String length = headers.get("content-length");
      // Without a length it is all until the connection is closed, as was asked for.
      return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no answer");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
