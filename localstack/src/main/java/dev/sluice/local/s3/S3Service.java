package dev.sluice.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.http.Operation;

/// An S3 over its wire protocol. The seam: everything else in the local cloud knows only this.
public interface S3Service extends HttpHandler, AutoCloseable {
  /// Makes a bucket with its rules. A bucket that is there already keeps its objects and gets the
  /// rules.
  void createBucket(BucketSpec bucket);

  /// What a request asks for, by its head alone.
  Operation operation(HttpExchange exchange);

  /// Does what lifecycle rules say that is due by now; otherwise done once a day.
  void sweep();

  @Override
  void close();
}
