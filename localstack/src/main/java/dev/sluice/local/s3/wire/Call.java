package dev.sluice.local.s3.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.sign.Percent;
import dev.sluice.local.sign.SignableRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request, read as far as its headers, and who sent it once that is known.
public final class Call {
  private final HttpExchange exchange;
  private final String requestId;
  private final SignableRequest request;
  private final Query query;
  private final Map<String, List<String>> headers;
  private Address address;
  private Optional<String> accessKey = Optional.empty();
  private Optional<AuthType> authType = Optional.empty();
  private Instant signedAt = Instant.EPOCH;
  private @Nullable Body body;
  private @Nullable PostForm form;

  public Call(HttpExchange exchange, String requestId) {
    this.exchange = exchange;
    this.requestId = requestId;
    this.request = SignableRequest.of(exchange);
    this.query = new Query(request.query());
    this.headers = HoistedHeaders.of(request, query);
    this.address = Address.of(header("host").orElse(""), request.path());
  }

  public String method() {
    return request.method();
  }

  public String requestId() {
    return requestId;
  }

  public Query query() {
    return query;
  }

  /// The bucket's name; empty for the service itself.
  public String bucket() {
    return address.bucket();
  }

  /// The object's key; empty for the bucket itself.
  public String key() {
    return address.key();
  }

  /// What errors name as their resource.
  String resource() {
    return key().isEmpty() ? '/' + bucket() : '/' + bucket() + '/' + key();
  }

  /// Its path, were it path-style, percent-encoded.
  public String encodedResource() {
    return Percent.encodePath(bucket().isEmpty() ? "/" : resource());
  }

  /// The header's values as one, without spaces around.
  public Optional<String> header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null ? Optional.empty() : Optional.of(String.join(",", values).strip());
  }

  /// All headers by names in lower case, those in a presigned URL among them.
  public Map<String, List<String>> headers() {
    return headers;
  }

  public SignableRequest signable() {
    return request;
  }

  /// Whose key signed this; nothing if nobody's did.
  public Optional<String> accessKey() {
    return accessKey;
  }

  /// How it was signed; nothing if nobody did.
  public Optional<AuthType> authType() {
    return authType;
  }

  /// When it was signed.
  public Instant signedAt() {
    return signedAt;
  }

  public void signedBy(String key, AuthType type, Instant time) {
    accessKey = Optional.of(key);
    authType = Optional.of(type);
    signedAt = time;
  }

  public void body(Body readable) {
    body = readable;
  }

  public Body body() {
    if (body == null) {
      throw new IllegalStateException("Nobody has looked at the signature yet");
    }
    return body;
  }

  /// The form that is this request's body; from then on its key is the request's.
  public void form(PostForm read) {
    form = read;
    address = new Address(address.bucket(), read.key(), address.virtualHost());
  }

  public PostForm form() {
    if (form == null) {
      throw new IllegalStateException("This request is no form");
    }
    return form;
  }

  /// Where a completed upload is said to be.
  public String location() {
    return locationOf(key());
  }

  public String locationOf(String key) {
    return "http://"
        + header("host").orElse("localhost")
        + '/'
        + (address.virtualHost() ? "" : bucket() + '/')
        + Percent.encode(key);
  }

  /// The client's address.
  public String sourceIp() {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  HttpExchange exchange() {
    return exchange;
  }
}
