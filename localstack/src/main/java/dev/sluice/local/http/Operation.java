package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;

/// What a request asks of its service, as far as its line and headers tell.
record Operation(String name, String resource) {
  private static final String UNKNOWN = "Unknown";

  static Operation of(String service, HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getRawPath();
    if (target != null) {
      return new Operation(target.substring(target.lastIndexOf('.') + 1), path);
    }
    return service.equals("s3") ? new Operation(s3(exchange), path) : new Operation(UNKNOWN, path);
  }

  private static String s3(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery();
    List<String> names =
        query == null
            ? List.of()
            : Arrays.stream(query.split("&"))
                .map(parameter -> parameter.replaceFirst("=.*", ""))
                .toList();
    boolean onObject = path.indexOf('/', 1) > 0 && path.indexOf('/', 1) < path.length() - 1;
    boolean ofUpload = names.contains("uploadId");
    String method = exchange.getRequestMethod();
    if (!onObject) {
      return switch (method) {
        case "GET" ->
            path.equals("/")
                ? "ListBuckets"
                : names.contains("uploads") ? "ListMultipartUploads" : "ListObjects";
        case "HEAD" -> "HeadBucket";
        case "PUT" -> "CreateBucket";
        case "DELETE" -> "DeleteBucket";
        case "POST" -> names.contains("delete") ? "DeleteObjects" : "PostObject";
        default -> UNKNOWN;
      };
    }
    boolean copies = exchange.getRequestHeaders().containsKey("X-Amz-Copy-Source");
    return switch (method) {
      case "GET" -> ofUpload ? "ListParts" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" ->
          ofUpload ? copies ? "UploadPartCopy" : "UploadPart" : copies ? "CopyObject" : "PutObject";
      case "POST" ->
          ofUpload
              ? "CompleteMultipartUpload"
              : names.contains("uploads") ? "CreateMultipartUpload" : UNKNOWN;
      case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
      default -> UNKNOWN;
    };
  }
}
