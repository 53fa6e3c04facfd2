package dev.sluice.local.sign;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A request in the form that is signed (AWS general reference, "Create a canonical request").
final class CanonicalRequest {
  private CanonicalRequest() {}

  /// @param without parameters of the query that are not signed
  /// @param payloadHash of the body, or what stands for it
  static String of(
      SignableRequest request,
      Collection<String> signedHeaders,
      Set<String> without,
      String payloadHash,
      String service) {
    return request.method()
        + '\n'
        + path(request.path(), service)
        + '\n'
        + query(request, without)
        + '\n'
        + request.canonicalHeaders(signedHeaders)
        + '\n'
        + String.join(";", signedHeaders)
        + '\n'
        + payloadHash;
  }

  /// S3 encodes a path once, every other service what was sent once more.
  private static String path(String path, String service) {
    if (service.equals("s3")) {
      return Percent.encodePath(Percent.decode(path));
    }
    return Percent.encodePath(path.isEmpty() ? "/" : path);
  }

  private static String query(SignableRequest request, Set<String> without) {
    List<String> pairs =
        request.parameters().stream()
            .filter(parameter -> !without.contains(parameter.name()))
            .map(
                parameter ->
                    new SignableRequest.Parameter(
                        Percent.encode(parameter.name()), Percent.encode(parameter.value())))
            .sorted(
                java.util.Comparator.comparing(SignableRequest.Parameter::name)
                    .thenComparing(SignableRequest.Parameter::value))
            .map(parameter -> parameter.name() + '=' + parameter.value())
            .toList();
    return String.join("&", pairs);
  }
}
