package dev.sluice.core.sign;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Signs S3 requests for one bucket, so that whoever gets the URL can send them without
/// credentials.
///
/// Thread-safe; keep one for the life of the process, since it remembers derived keys. The body is
/// never part of the signature (`UNSIGNED-PAYLOAD`, as with every presigned URL); what binds it are
/// the signed headers: its length, and with a checksum its very bytes.
///
/// Bad input (a key that S3 would not take, a header with a line break in it) is an
/// [IllegalArgumentException] that says what is wrong.
public final class Presigner {
  /// S3: "Naming Amazon S3 objects", in UTF-8 bytes.
  static final int MAX_KEY_BYTES = 1024;

  /// S3: "Uploading objects", a single PUT; and "multipart upload limits", one part.
  static final long MAX_BODY_BYTES = 5L << 30;

  private static final int SHA256_BYTES = 32;
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Set<String> SET_BY_CLIENTS = Set.of("host", "content-length");

  private final String region;
  private final Endpoint endpoint;
  private final SigningKeys keys;

  public Presigner(String region, Endpoint endpoint) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("'%s' is no AWS region".formatted(region));
    }
    this.region = region;
    this.endpoint = endpoint;
    this.keys = new SigningKeys(region);
  }

  /// Signs any request on one object.
  ///
  /// @param query names and values as the server shall read them, not encoded, in the URL's order
  /// @param headers all that is to be signed, `content-length` too if the length shall be fixed,
  ///   but not `host`; names in any case, values of printable ASCII
  public PresignedRequest presign(
      String method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      Grant grant) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("'%s' is no HTTP method".formatted(method));
    }
    String path = endpoint.path(encodedKey(key));
    SortedMap<String, String> signed = signedHeaders(headers);
    String names = String.join(";", signed.keySet());
    Signature signature = new Signature(region, keys, grant, names);
    List<Signature.Parameter> given = parameters(query);
    StringBuilder canonical = new StringBuilder(method).append('\n').append(path).append('\n');
    canonical.append(sorted(given, signature.parameters())).append('\n');
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(Signature.UNSIGNED_PAYLOAD);
    StringBuilder url = new StringBuilder(endpoint.origin()).append(path).append('?');
    given.forEach(parameter -> url.append(parameter).append('&'));
    url.append(signature.urlTail())
        .append(signature.of(Sha256.empty().finish(Sha256.ascii(canonical.toString()))));
    SequencedMap<String, String> toSend = new LinkedHashMap<>(signed);
    toSend.keySet().removeAll(SET_BY_CLIENTS);
    return new PresignedRequest(
        method, url.toString(), Collections.unmodifiableSequencedMap(toSend), grant.expiresAt());
  }

  /// A PUT that creates the object, of exactly this length and type, and never replaces one
  /// (`if-none-match: *`).
  ///
  /// @param contentLength 0 to 5 GiB
  /// @param sha256 of the bytes, in Base64; S3 then refuses any others
  public PresignedRequest put(
      String key, long contentLength, String contentType, Optional<String> sha256, Grant grant) {
    SequencedMap<String, String> headers = new LinkedHashMap<>();
    headers.put("content-length", Long.toString(checkedLength(contentLength)));
    headers.put("content-type", contentType);
    headers.put("if-none-match", "*");
    sha256.ifPresent(value -> headers.put("x-amz-checksum-sha256", checkedSha256(value)));
    return presign("PUT", key, new LinkedHashMap<>(), headers, grant);
  }

  /// A GET, with the type and disposition that S3 shall answer with instead of the stored ones.
  /// `Range` is not signed, so clients may use it.
  ///
  /// With a type goes that the bytes are of no content coding: whoever sent them may have stored
  /// `Content-Encoding: gzip`, since S3 takes that header on a PUT whose signature does not name
  /// it, and a browser would show something else than was judged.
  ///
  /// @param contentDisposition see [ContentDisposition]
  public PresignedRequest get(
      String key, Optional<String> contentType, Optional<String> contentDisposition, Grant grant) {
    SequencedMap<String, String> query = new LinkedHashMap<>();
    contentDisposition.ifPresent(
        value -> query.put("response-content-disposition", printable("disposition", value)));
    contentType.ifPresent(
        value -> {
          query.put("response-content-encoding", "identity");
          query.put("response-content-type", printable("content type", value));
        });
    return presign("GET", key, query, Map.of(), grant);
  }

  /// Prepares what all parts of one multipart upload have in common; see [PartSigner].
  public PartSigner parts(String key, String uploadId, Grant grant) {
    return new PartSigner(
        endpoint,
        encodedKey(key),
        UriEncoding.encode(uploadId),
        new Signature(region, keys, grant, PartSigner.SIGNED_HEADERS),
        grant.expiresAt());
  }

  static long checkedLength(long contentLength) {
    if (contentLength < 0 || contentLength > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "S3 takes 0 to %d bytes in one request, not %d".formatted(MAX_BODY_BYTES, contentLength));
    }
    return contentLength;
  }

  private static String encodedKey(String key) {
    int length = UriEncoding.utf8(key).remaining();
    if (length == 0 || length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "an object key has 1 to %d UTF-8 bytes, not %d".formatted(MAX_KEY_BYTES, length));
    }
    return UriEncoding.encodePath(key);
  }

  private SortedMap<String, String> signedHeaders(Map<String, String> headers) {
    TreeMap<String, String> signed = new TreeMap<>();
    signed.put("host", endpoint.host());
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!HEADER_NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("'%s' is no header name".formatted(name));
          }
          if (signed.putIfAbsent(lower, headerValue(lower, value)) != null) {
            throw new IllegalArgumentException(
                "header '%s' is given twice, or is the endpoint's own".formatted(lower));
          }
        });
    return signed;
  }

  /// Runs of spaces count as one for the signature; the client gets it in that form to send.
  private static String headerValue(String name, String value) {
    return SPACES.matcher(printable(name, value).strip()).replaceAll(" ");
  }

  private static String printable(String name, String value) {
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of '%s' has other than printable ASCII characters".formatted(name));
    }
    return value;
  }

  private static List<Signature.Parameter> parameters(Map<String, String> query) {
    List<Signature.Parameter> parameters = new ArrayList<>(query.size());
    query.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
            throw new IllegalArgumentException(
                "query parameter '%s' is the signature's own, or empty".formatted(name));
          }
          parameters.add(Signature.Parameter.encoded(name, value));
        });
    return parameters;
  }

  private static String sorted(List<Signature.Parameter> given, List<Signature.Parameter> signing) {
    List<Signature.Parameter> all = new ArrayList<>(given);
    all.addAll(signing);
    all.sort(Comparator.comparing(Signature.Parameter::name));
    return all.stream().map(Signature.Parameter::toString).collect(Collectors.joining("&"));
  }

  private static String checkedSha256(String base64) {
    if (Base64.getDecoder().decode(base64).length != SHA256_BYTES) {
      throw new IllegalArgumentException("a SHA-256 checksum has 32 bytes, in Base64");
    }
    return base64;
  }
}
