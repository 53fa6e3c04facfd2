package dev.sluice.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Requests written by hand, signed by AWS's own signer and sent by the JDK's client: a client that
/// shares no code with the door.
public final class SignedRequests implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String service;
  private final String region;
  private final AwsCredentialsIdentity identity;
  private final Clock clock;

  public SignedRequests(String service) {
    this(service, "test", "test", Clock.systemUTC());
  }

  public static SignedRequests withSecret(String service, String secret) {
    return new SignedRequests(service, "test", secret, Clock.systemUTC());
  }

  public static SignedRequests by(String service, AwsCredentialsIdentity identity) {
    return new SignedRequests(service, "us-east-1", identity, Clock.systemUTC());
  }

  public static SignedRequests inRegion(String service, String region) {
    return new SignedRequests(
        service, region, AwsCredentialsIdentity.create("test", "test"), Clock.systemUTC());
  }

  SignedRequests(String service, String accessKey, String secret, Clock clock) {
    this(service, "us-east-1", AwsCredentialsIdentity.create(accessKey, secret), clock);
  }

  private SignedRequests(
      String service, String region, AwsCredentialsIdentity identity, Clock clock) {
    this.service = service;
    this.region = region;
    this.identity = identity;
    this.clock = clock;
  }

  public HttpResponse<String> send(
      String method, URI uri, Map<String, String> headers, String body) {
    return send(signed(method, uri, headers, body), body);
  }

  /// @param signed possibly changed after it was signed
  public HttpResponse<String> send(SdkHttpRequest signed, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri())
            .method(
                signed.method().name(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The JDK's client sends a length even where there is no body; this writes the head alone.
  public String sendWithoutLength(String method, URI uri) throws IOException {
    SdkHttpRequest signed = signed(method, uri, Map.of(), "");
    StringBuilder head = new StringBuilder(method + ' ' + uri.getRawPath() + " HTTP/1.1\r\n");
    signed.forEachHeader((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      head.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The request as it would be sent.
  public SdkHttpRequest signed(String method, URI uri, Map<String, String> headers, String body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach(request::putHeader);
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request.build())
                    .payload(
                        ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  @Override
  public void close() {
    client.close();
  }
}
