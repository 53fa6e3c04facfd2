package dev.sluice.local.s3.wire;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.sign.SignableRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Headers that a presigned URL carries in its query, where the SDK for JavaScript hoists them. AWS
/// takes them for headers. Not so checksums, which that SDK writes before there is a body.
final class HoistedHeaders {
  private static final String AMZ = "x-amz-";

  private static final Set<String> NO_HEADERS =
      Stream.concat(
              Stream.of(
                  "x-amz-algorithm",
                  "x-amz-content-sha256",
                  "x-amz-credential",
                  "x-amz-date",
                  "x-amz-expires",
                  "x-amz-sdk-checksum-algorithm",
                  "x-amz-security-token",
                  "x-amz-signature",
                  "x-amz-signedheaders",
                  "x-amz-trailer"),
              Arrays.stream(ChecksumAlgorithm.values()).map(ChecksumAlgorithm::header))
          .collect(Collectors.toUnmodifiableSet());

  private HoistedHeaders() {}

  /// The request's headers, with those in its query; what was sent as a header counts more.
  static Map<String, List<String>> of(SignableRequest request, Query query) {
    if (!query.has("X-Amz-Signature")) {
      return request.headers();
    }
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
    query
        .all()
        .forEach(
            (parameter, value) -> {
              String name = parameter.toLowerCase(Locale.ROOT);
              if (name.startsWith(AMZ) && !NO_HEADERS.contains(name)) {
                headers.putIfAbsent(name, List.of(value));
              }
            });
    return headers;
  }
}
