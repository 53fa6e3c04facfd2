package dev.sluice.local.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.s3.RawS3;
import dev.sluice.local.s3.RawS3.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A new bucket of some S3, and what a probe does with it.
///
/// @param site the S3
/// @param name the bucket's
record Bucket(S3Site site, String name) {
  /// The least that a part may have that is not the last.
  static final String FIVE_MIB = "p".repeat(5 << 20);

  private static final int RACERS = 8;

  RawS3 raw() {
    return site.client();
  }

  /// With a clock that is off.
  RawS3 off(Duration by) {
    return raw().at(Clock.offset(Clock.systemUTC(), by));
  }

  /// The path of a key, or of a key with a query.
  String path(String key) {
    return "/" + name + (key.startsWith("?") ? "" : "/") + key;
  }

  /// @param headers names and values in turn
  Answer call(String method, String key, String body, String... headers) {
    return raw().call(method, path(key), pairs(headers), body);
  }

  RawS3.Request request(String method, String key, String body, String... headers) {
    return raw().request(method, path(key), pairs(headers), body);
  }

  RawS3.Request presigned(String method, String key, String body, String... headers) {
    return raw().presigned(request(method, key, body, headers), Duration.ofMinutes(5));
  }

  Answer put(String key, String body, String... headers) {
    return call("PUT", key, body, headers);
  }

  /// Puts what has to be there.
  ///
  /// @return its ETag
  String stored(String key, String body, String... headers) {
    Answer answer = put(key, body, headers);
    assertThat(answer.status()).isEqualTo(200);
    return answer.header("etag").orElseThrow();
  }

  Answer get(String key, String... headers) {
    return call("GET", key, "", headers);
  }

  Answer head(String key, String... headers) {
    return call("HEAD", key, "", headers);
  }

  Answer delete(String key, String... headers) {
    return call("DELETE", key, "", headers);
  }

  Answer copy(String from, String to, String... headers) {
    Map<String, String> all = pairs(headers);
    all.put("x-amz-copy-source", path(from));
    return raw().call("PUT", path(to), all, "");
  }

  /// Begins an upload.
  ///
  /// @return its id
  String begin(String key, String... headers) {
    String id = call("POST", key + "?uploads=", "", headers).element("UploadId");
    assertThat(id).isNotEmpty();
    return id;
  }

  Answer part(String key, String id, int number, String body, String... headers) {
    return put(key + "?partNumber=" + number + "&uploadId=" + id, body, headers);
  }

  String partTag(String key, String id, int number, String body) {
    Answer answer = part(key, id, number, body);
    assertThat(answer.status()).isEqualTo(200);
    return answer.header("etag").orElseThrow();
  }

  Answer complete(String key, String id, String parts, String... headers) {
    return call(
        "POST",
        key + "?uploadId=" + id,
        "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>",
        headers);
  }

  Answer completeOne(String key, String id, String tag, String... headers) {
    return complete(key, id, part(1, tag), headers);
  }

  static String part(int number, String tag, String... more) {
    return "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag>%s</Part>"
        .formatted(number, tag, String.join("", more));
  }

  /// Sets one of the bucket's configurations.
  void configure(String name, String document) {
    Answer answer = call("PUT", "?" + name + "=", document, "content-md5", md5(document));
    assertThat(answer.status()).as(answer.body()).isIn(200, 204);
  }

  void versioning(String status) {
    configure(
        "versioning",
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>%s</Status>"
                .formatted(status)
            + "</VersioningConfiguration>");
  }

  /// What each of eight racers was answered.
  List<Integer> race(IntFunction<Integer> racer) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> racers =
          IntStream.range(0, RACERS)
              .mapToObj(number -> (Callable<Integer>) () -> racer.apply(number))
              .toList();
      return threads.invokeAll(racers).stream().map(Future::resultNow).toList();
    }
  }

  static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.code()).as(answer.body()).isEqualTo(code);
  }

  static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Map<String, String> pairs(String... headers) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.put(headers[i], headers[i + 1]);
    }
    return pairs;
  }
}
