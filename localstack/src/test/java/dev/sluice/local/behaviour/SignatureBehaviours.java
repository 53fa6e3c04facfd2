package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Bucket.refused;
import static dev.sluice.local.behaviour.Sources.api;
import static dev.sluice.local.behaviour.Sources.guide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.s3.RawS3.Answer;
import dev.sluice.local.s3.RawS3.Request;
import java.time.Duration;
import java.util.List;

/// Who may ask, and what a signature covers.
final class SignatureBehaviours {
  private static final String HEADER = api("sig-v4-header-based-auth");
  private static final String QUERY = api("sigv4-query-string-auth");
  private static final String ERRORS = api("ErrorResponses");

  private SignatureBehaviours() {}

  static Section<Bucket> inHeaders() {
    return new Section<>(
        "S3: signatures",
        List.of(
            new Behaviour<>(
                "a wrong secret is SignatureDoesNotMatch",
                ERRORS,
                s3 ->
                    refused(
                        s3.raw().withSecret("other").call("GET", s3.path("")),
                        403,
                        "SignatureDoesNotMatch")),
            new Behaviour<>(
                "an unknown access key is InvalidAccessKeyId",
                ERRORS,
                s3 ->
                    refused(
                        s3.site().client("AKIDNOBODY").call("GET", s3.path("")),
                        403,
                        "InvalidAccessKeyId")),
            new Behaviour<>(
                "whoever does not sign is refused what no policy allows",
                guide("access-control-block-public-access"),
                s3 -> {
                  s3.stored("a", "x");
                  refused(s3.raw().send(s3.request("GET", "a", "")), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "path, query and signed headers can't be altered",
                HEADER,
                s3 -> {
                  Request put = s3.raw().signed(s3.request("PUT", "a", "x", "x-amz-meta-m", "1"));
                  for (Request altered :
                      List.of(
                          put.target(s3.path("b")),
                          put.target(s3.path("a?acl=")),
                          put.with("x-amz-meta-m", "2"),
                          put.without("x-amz-meta-m"))) {
                    refused(s3.raw().send(altered), 403, "SignatureDoesNotMatch");
                  }
                  assertThat(s3.raw().send(put).status()).isEqualTo(200);
                }),
            new Behaviour<>(
                "every x-amz- header has to be signed",
                HEADER,
                s3 -> {
                  Request put = s3.raw().signed(s3.request("PUT", "a", "x"));
                  refused(s3.raw().send(put.with("x-amz-meta-m", "1")), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "a body that does not have the signed hash is refused",
                HEADER,
                s3 -> {
                  Request put = s3.raw().signed(s3.request("PUT", "a", "body"));
                  refused(s3.raw().send(put.body("bodY")), 400, "XAmzContentSHA256Mismatch");
                  assertThat(s3.head("a").status()).isEqualTo(404);
                }),
            new Behaviour<>(
                "a clock may be 15 minutes off",
                ERRORS,
                s3 -> {
                  for (int minutes : new int[] {-14, 14}) {
                    Answer answer = s3.off(Duration.ofMinutes(minutes)).call("GET", s3.path(""));
                    assertThat(answer.status()).isEqualTo(200);
                  }
                  for (int minutes : new int[] {-16, 16}) {
                    Answer answer = s3.off(Duration.ofMinutes(minutes)).call("GET", s3.path(""));
                    refused(answer, 403, "RequestTimeTooSkewed");
                  }
                }),
            new Behaviour<>(
                "every chunk of a streamed body has a signature",
                api("sigv4-streaming"),
                s3 -> {
                  String body =
                      "5;chunk-signature=%1$s\r\nhello\r\n0;chunk-signature=%1$s\r\n\r\n"
                          .formatted("0".repeat(64));
                  Answer answer = streamed(s3, body, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
                  refused(answer, 403, "SignatureDoesNotMatch");
                }),
            new Behaviour<>(
                "a bucket's name may stand in the host",
                guide("VirtualHosting"),
                s3 -> {
                  s3.stored("a", "x");
                  String host = s3.name() + "." + s3.site().host() + ":" + s3.site().port();
                  Request get = s3.request("GET", "a", "", "host", host).target("/a");
                  assertThat(s3.raw().send(s3.raw().signed(get)).body()).isEqualTo("x");
                })));
  }

  static Section<Bucket> inAddresses() {
    return new Section<>(
        "S3: presigned addresses",
        List.of(
            new Behaviour<>(
                "an address does what was signed, without further headers",
                guide("using-presigned-url"),
                s3 -> {
                  assertThat(
                          s3.raw().send(s3.presigned("PUT", "a%20b%2B%C3%BC%25/c", "x")).status())
                      .isEqualTo(200);
                  assertThat(s3.raw().send(s3.presigned("GET", "a%20b%2B%C3%BC%25/c", "")).body())
                      .isEqualTo("x");
                }),
            new Behaviour<>(
                "an address expires",
                QUERY,
                s3 -> {
                  Request get = s3.request("GET", "a", "");
                  Request old =
                      s3.off(Duration.ofMinutes(-5)).presigned(get, Duration.ofMinutes(1));
                  refused(s3.raw().send(old), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "an address lives seven days at most",
                QUERY,
                s3 -> {
                  Request week = s3.raw().presigned(s3.request("GET", "a", ""), Duration.ofDays(7));
                  refused(s3.raw().send(week), 404, "NoSuchKey");
                  Request longer = week.target(week.target().replace("=604800", "=604801"));
                  refused(s3.raw().send(longer), 400, "AuthorizationQueryParametersError");
                }),
            new Behaviour<>(
                "an address of the future is not valid yet",
                QUERY,
                s3 -> {
                  Request get = s3.request("GET", "a", "");
                  Request future = s3.off(Duration.ofHours(1)).presigned(get, Duration.ofDays(1));
                  refused(s3.raw().send(future), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "every X-Amz- parameter is required",
                QUERY,
                s3 -> {
                  String target = s3.presigned("GET", "a", "").target();
                  for (String name : List.of("Algorithm", "Credential", "Date", "SignedHeaders")) {
                    String without = target.replaceFirst("X-Amz-" + name + "=[^&]*&?", "");
                    Answer answer = s3.raw().send(s3.request("GET", "", "").target(without));
                    refused(answer, 400, "AuthorizationQueryParametersError");
                  }
                }),
            new Behaviour<>(
                "method, key and parameters are those that were signed",
                QUERY,
                s3 -> {
                  Request get = s3.presigned("GET", "a", "");
                  String query = get.target().substring(get.target().indexOf('?'));
                  for (Request altered :
                      List.of(
                          s3.request("DELETE", "a", "").target(get.target()),
                          get.target(s3.path("b") + query),
                          get.target(get.target() + "&response-content-type=text%2Fhtml"))) {
                    refused(s3.raw().send(altered), 403, "SignatureDoesNotMatch");
                  }
                }),
            new Behaviour<>(
                "a signed length binds the body",
                QUERY,
                s3 -> {
                  Request put = s3.presigned("PUT", "a", "body");
                  Request longer = put.with("content-length", "6").body("longer");
                  refused(s3.raw().send(longer), 403, "SignatureDoesNotMatch");
                  assertThat(s3.raw().send(put).status()).isEqualTo(200);
                }),
            new Behaviour<>(
                "a signed type binds the type",
                QUERY,
                s3 -> {
                  Request put = s3.presigned("PUT", "a", "x", "content-type", "image/png");
                  Request other = put.with("content-type", "text/html");
                  refused(s3.raw().send(other), 403, "SignatureDoesNotMatch");
                }),
            new Behaviour<>(
                "a signed checksum binds the content",
                guide("checking-object-integrity-upload"),
                s3 -> {
                  Request put =
                      s3.presigned("PUT", "a", "hello world", "x-amz-checksum-crc32", "DUoRhQ==");
                  refused(s3.raw().send(put.body("hello World")), 400, "BadDigest");
                  assertThat(s3.raw().send(put).status()).isEqualTo(200);
                }),
            new Behaviour<>(
                "an x-amz- header that was not signed is refused",
                QUERY,
                s3 -> {
                  Request put = s3.presigned("PUT", "a", "x");
                  refused(s3.raw().send(put.with("x-amz-meta-m", "1")), 403, "AccessDenied");
                  refused(
                      s3.raw().send(put.with("x-amz-tagging", "public=yes")), 403, "AccessDenied");
                }),
            new Behaviour<>(
                "response- parameters that were signed change the answer's headers",
                api("API_GetObject"),
                s3 -> {
                  s3.stored("a", "x");
                  Request get =
                      s3.presigned("GET", "a?response-content-disposition=attachment", "");
                  assertThat(s3.raw().send(get).header("content-disposition"))
                      .contains("attachment");
                })));
  }

  private static Answer streamed(Bucket s3, String body, String payload) {
    Request request =
        s3.request(
            "PUT",
            "a",
            body,
            "content-encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            "5");
    return s3.raw().send(s3.raw().signedAs(request, payload));
  }
}
