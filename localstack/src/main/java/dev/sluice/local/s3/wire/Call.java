package dev.sluice.local.s3.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.s3.sign.Percent;
import dev.sluice.local.s3.sign.SignableRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request, read as far as its headers, and who sent it once that is known.
public final class Call {
  private final HttpExchange exchange;
  private final String requestId;
  private final String rawPath;
  private final String rawQuery;
  private final Map<String, List<String>> headers;
  private final Query query;
  private Address address;
  private Optional<String> accessKey = Optional.empty();
  private boolean presigned;
  private @Nullable Body body;
  private @Nullable PostForm form;

  public Call(HttpExchange exchange, String requestId) {
    this.exchange = exchange;
    this.requestId = requestId;
    // Not getRawPath: a path that begins with two slashes is taken for a host there.
    String target = exchange.getRequestURI().toString();
    int question = target.indexOf('?');
    this.rawPath = question < 0 ? target : target.substring(0, question);
    this.rawQuery = question < 0 ? "" : target.substring(question + 1);
    this.headers = headers(exchange);
    this.query = new Query(rawQuery);
    this.address = Address.of(header("host").orElse(""), rawPath);
  }

  public String method() {
    return exchange.getRequestMethod();
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

  /// The header's values as one, without spaces around.
  public Optional<String> header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null ? Optional.empty() : Optional.of(String.join(",", values).strip());
  }

  /// All headers by names in lower case.
  public Map<String, List<String>> headers() {
    return headers;
  }

  public SignableRequest signable() {
    return new SignableRequest(method(), rawPath, rawQuery, headers);
  }

  /// Whose key signed this; nothing if nobody's did.
  public Optional<String> accessKey() {
    return accessKey;
  }

  /// Whether the URL carries the signature.
  public boolean presigned() {
    return presigned;
  }

  public void signedBy(String key, boolean inUrl) {
    accessKey = Optional.of(key);
    presigned = inUrl;
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

  /// The server reads headers byte by byte; what clients sign and mean is UTF-8.
  private static Map<String, List<String>> headers(HttpExchange exchange) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(
                    name.toLowerCase(Locale.ROOT), values.stream().map(Call::utf8).toList()));
    return headers;
  }

  private static String utf8(String value) {
    return value.chars().allMatch(character -> character < 0x80)
        ? value
        : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
