package dev.sluice.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What AWS's signer signs passes, and nothing else.
class SignatureCheckTest {
  private static final Map<String, String> JSON =
      Map.of("X-Amz-Target", "AmazonSQS.SendMessage", "Content-Type", "application/x-amz-json-1.0");
  private static final String BODY = "{\"MessageBody\":\"grüße\"}";

  private final FrontDoor door = new FrontDoor(0, new CallRecorder(), key -> key);
  private final SignedRequests sqs = new SignedRequests("sqs");

  @BeforeEach
  void start() {
    door.service(
        "sqs",
        new SignatureCheck(
            new SignatureVerifier(
                "sqs", "us-east-1", SignatureCheckTest::signingKey, InstantSource.system()),
            SignatureCheckTest::echo));
    door.start();
  }

  @AfterEach
  void stop() {
    sqs.close();
    door.close();
  }

  @Test
  void what_was_signed_reaches_the_service_with_its_body() {
    HttpResponse<String> answer = sqs.send("POST", uri("/"), JSON, BODY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("POST / " + BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/000000000000/queue",
        "/a%20b/%C3%BC+%25~",
        "/?Action=ListQueues&Version=2012-11-05",
        "/?b=2&a=%2F%20%2B&a=1&c",
        "/?name=%C3%BC*"
      })
  void every_path_and_query_is_signed_as_AWS_signs_it(String path) {
    HttpResponse<String> answer = sqs.send("GET", uri(path), Map.of(), "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void spaces_in_a_header_do_not_matter() {
    HttpResponse<String> answer =
        sqs.send("POST", uri("/"), Map.of("X-Amz-Meta", "a   b  c"), BODY);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void a_wrong_secret_is_refused() {
    try (SignedRequests liar = new SignedRequests("sqs", "test", "wrong", Clock.systemUTC())) {
      refused(
          liar.send("POST", uri("/"), JSON, BODY), 403, "InvalidSignatureException", "not match");
    }
  }

  @Test
  void an_unknown_key_is_refused() {
    try (SignedRequests stranger =
        new SignedRequests("sqs", "stranger", "test", Clock.systemUTC())) {
      refused(
          stranger.send("POST", uri("/"), JSON, BODY),
          403,
          "UnrecognizedClientException",
          "there is no access key stranger");
    }
  }

  @Test
  void a_temporary_key_goes_with_its_token_alone() {
    String type = "UnrecognizedClientException";
    String invalid = "The security token included in the request is invalid";
    Map<String, String> withToken = new HashMap<>(JSON);
    withToken.put("X-Amz-Security-Token", "token");
    Map<String, String> withAnother = new HashMap<>(JSON);
    withAnother.put("X-Amz-Security-Token", "abc");
    try (SignedRequests role = new SignedRequests("sqs", "role", "test", Clock.systemUTC())) {
      assertThat(role.send("POST", uri("/"), withToken, BODY).statusCode()).isEqualTo(200);
      refused(role.send("POST", uri("/"), JSON, BODY), 403, type, "a session token goes with role");
      refused(role.send("POST", uri("/"), withAnother, BODY), 403, type, invalid);
      refused(sqs.send("POST", uri("/"), withToken, BODY), 403, type, invalid);
    }
  }

  @Test
  void another_region_is_refused() {
    try (SignedRequests abroad = SignedRequests.inRegion("sqs", "eu-west-1")) {
      refused(
          abroad.send("POST", uri("/"), JSON, BODY),
          403,
          "InvalidSignatureException",
          "Credential should be scoped to a valid region. Here it is us-east-1.");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-16, 16})
  void a_signature_of_another_quarter_of_an_hour_is_refused(int minutes) {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    try (SignedRequests late = new SignedRequests("sqs", "test", "test", wrong)) {
      refused(late.send("POST", uri("/"), JSON, BODY), 403, "InvalidSignatureException", "expired");
    }
  }

  @Test
  void what_is_changed_on_the_way_is_refused() {
    SdkHttpRequest signed = sqs.signed("POST", uri("/?a=1"), JSON, BODY);

    assertThat(sqs.send(signed, BODY).statusCode()).isEqualTo(200);
    mismatch(sqs.send(signed, BODY.replace("g", "G")));
    mismatch(
        sqs.send(signed.copy(it -> it.putHeader("X-Amz-Target", "AmazonSQS.PurgeQueue")), BODY));
    mismatch(sqs.send(signed.copy(it -> it.putRawQueryParameter("a", "2")), BODY));
    mismatch(sqs.send(signed.copy(it -> it.encodedPath("/other")), BODY));
  }

  @Test
  void a_signature_that_leaves_out_the_host_or_the_time_is_refused() {
    SdkHttpRequest signed = sqs.signed("POST", uri("/"), JSON, BODY);

    String type = "InvalidSignatureException";
    refused(sqs.send(authorization(signed, "host;", ""), BODY), 403, type, "not signed: host");
    refused(
        sqs.send(authorization(signed, ";x-amz-date", ""), BODY),
        403,
        type,
        "not signed: x-amz-date");
  }

  @Test
  void half_a_signature_is_refused() {
    SdkHttpRequest signed = sqs.signed("POST", uri("/"), JSON, BODY);

    String type = "IncompleteSignatureException";
    refused(sqs.send(signed.copy(it -> it.removeHeader("X-Amz-Date")), BODY), 403, type, "");
    refused(sqs.send(signed.copy(it -> it.putHeader("X-Amz-Date", "today")), BODY), 403, type, "");
    refused(sqs.send(authorization(signed, "Signature=", "Sign="), BODY), 403, type, "");
  }

  @Test
  void a_request_without_a_signature_is_refused_in_its_own_protocol() {
    refused(
        sqs.send(unsigned(sqs.signed("POST", uri("/"), JSON, BODY)), BODY),
        403,
        "MissingAuthenticationTokenException",
        "Authentication Token");

    HttpResponse<String> form =
        sqs.send(
            unsigned(
                sqs.signed(
                    "POST",
                    uri("/"),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    "Action=ListQueues")),
            "Action=ListQueues");
    assertThat(form.statusCode()).isEqualTo(403);
    assertThat(form.headers().firstValue("Content-Type")).contains("text/xml");
    assertThat(form.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void a_body_longer_than_any_such_service_takes_is_refused() {
    HttpResponse<String> answer = sqs.send("POST", uri("/"), JSON, "x".repeat((16 << 20) + 1));

    refused(answer, 413, "RequestEntityTooLargeException", "16777216 bytes");
  }

  private static void mismatch(HttpResponse<String> answer) {
    refused(answer, 403, "InvalidSignatureException", "does not match");
  }

  private static void refused(
      HttpResponse<String> answer, int status, String type, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode json = JsonMapper.shared().readTree(answer.body());
    assertThat(json.path("__type").asString()).isEqualTo("com.amazon.coral.service#" + type);
    assertThat(json.path("message").asString()).contains(message);
  }

  private static SdkHttpRequest unsigned(SdkHttpRequest signed) {
    return signed.copy(it -> it.removeHeader("Authorization"));
  }

  private static SdkHttpRequest authorization(SdkHttpRequest signed, String from, String to) {
    String header = signed.firstMatchingHeader("Authorization").orElseThrow();
    assertThat(header).contains(from);
    return signed.copy(it -> it.putHeader("Authorization", header.replace(from, to)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  private static Optional<SigningKey> signingKey(String accessKey) {
    return switch (accessKey) {
      case "test" -> Optional.of(SigningKey.permanent("test"));
      case "role" -> Optional.of(new SigningKey("test", Optional.of("token")));
      default -> Optional.empty();
    };
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] head =
        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " ")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(head);
    exchange.getRequestBody().transferTo(exchange.getResponseBody());
    exchange.close();
  }
}
