package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.s3.access.PublicAccessBlock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bucket policies, and what keeps a bucket from being public.
class PolicyTest {
  private static final String OPEN =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
       "Action":"s3:GetObject","Resource":"arn:aws:s3:::uploads/public/*"}]}""";

  @TempDir private Path data;
  private Service service;
  private RawS3 raw;

  @BeforeEach
  void start() {
    service = new Service(data);
    raw = service.raw;
    raw.call("PUT", "/uploads/public/a", Map.of(), "x");
    raw.call("PUT", "/uploads/private/a", Map.of(), "x");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_new_bucket_takes_no_public_policy() {
    assertThat(put(OPEN).code()).isEqualTo("AccessDenied");
  }

  @Test
  void a_policy_opens_what_it_names_to_everyone() {
    raw.call("DELETE", "/uploads?publicAccessBlock=");
    assertThat(put(OPEN).status()).isEqualTo(204);

    assertThat(anonymous("GET", "/uploads/public/a")).isEqualTo(200);
    assertThat(anonymous("GET", "/uploads/private/a")).isEqualTo(403);
    assertThat(anonymous("PUT", "/uploads/public/a")).isEqualTo(403);
    assertThat(anonymous("GET", "/uploads/public/missing")).isEqualTo(403);
    assertThat(raw.call("GET", "/uploads?policyStatus=").element("IsPublic")).isEqualTo("TRUE");
    raw.call(
        "PUT",
        "/uploads?publicAccessBlock=",
        Map.of(),
        "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets>"
            + "</PublicAccessBlockConfiguration>");
    assertThat(anonymous("GET", "/uploads/public/a")).isEqualTo(403);
  }

  @Test
  void a_denial_counts_for_the_owner_too() {
    assertThat(
            put("""
                    {"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:Delete*",
                     "Resource":["arn:aws:s3:::uploads","arn:aws:s3:::uploads/*"],
                     "Condition":{"Bool":{"aws:SecureTransport":"true"}}}}""")
                .status())
        .isEqualTo(204);

    assertThat(raw.call("DELETE", "/uploads/private/a").code()).isEqualTo("AccessDenied");
    assertThat(raw.call("GET", "/uploads/private/a").status()).isEqualTo(200);
  }

  @Test
  void a_template_may_open_a_bucket_too() {
    service.s3.createBucket(
        new BucketSpec(
            "uploads",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            new PublicAccessBlock(true, true, false, false),
            Optional.of(OPEN)));

    assertThat(anonymous("GET", "/uploads/public/a")).isEqualTo(200);
    assertThat(anonymous("GET", "/uploads/private/a")).isEqualTo(403);
    assertThat(raw.call("GET", "/uploads?publicAccessBlock=").element("BlockPublicPolicy"))
        .isEqualTo("false");
  }

  @Test
  void what_AWS_does_not_understand_is_malformed() {
    assertThat(put("").code()).isEqualTo("MalformedPolicy");
    assertThat(put("{}").element("Message")).isEqualTo("Missing required field Statement");
    assertThat(put(OPEN.replace(":uploads/", ":other/")).code()).isEqualTo("MalformedPolicy");
    assertThat(put(OPEN.replace("\"Principal\"", "\"NotPrincipal\"")).element("Message"))
        .isEqualTo("Allow with NotPrincipal is not allowed.");
    assertThat(put(onCondition("Almost", "aws:SourceIp")).element("Message"))
        .isEqualTo("Invalid Condition type : Almost");
    assertThat(put(onCondition("StringEquals", "aws:Colour")).element("Message"))
        .isEqualTo("Policy has an invalid condition key");
  }

  @Test
  void a_condition_on_a_key_of_AWSs_that_is_not_here_is_kept_and_no_request_meets_it() {
    assertThat(put(onCondition("StringEquals", "aws:SourceVpce")).status()).isEqualTo(204);

    assertThat(raw.call("GET", "/uploads?policyStatus=").element("IsPublic")).isEqualTo("FALSE");
    assertThat(anonymous("GET", "/uploads/public/a")).isEqualTo(403);
  }

  @Test
  void no_policy_locks_the_owner_out_of_changing_it() {
    assertThat(
            put(OPEN.replace("Allow", "Deny")
                    .replace("s3:GetObject", "s3:*")
                    .replace("uploads/public/*", "uploads*"))
                .status())
        .isEqualTo(204);

    assertThat(raw.call("GET", "/uploads/public/a").code()).isEqualTo("AccessDenied");
    assertThat(raw.call("GET", "/uploads").code()).isEqualTo("AccessDenied");
    assertThat(raw.call("GET", "/uploads?policy=").status()).isEqualTo(200);
    assertThat(raw.call("DELETE", "/uploads?policy=").status()).isEqualTo(204);
    assertThat(raw.call("GET", "/uploads/public/a").status()).isEqualTo(200);
  }

  @Test
  void a_policy_can_demand_that_writes_only_create() {
    assertThat(
            put("""
                {"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
                 "Resource":"arn:aws:s3:::uploads/*","Condition":{"Null":{"s3:if-none-match":"true"}}}}""")
                .status())
        .isEqualTo(204);

    assertThat(raw.call("PUT", "/uploads/b", Map.of(), "x").code()).isEqualTo("AccessDenied");
    assertThat(raw.call("PUT", "/uploads/b", Map.of("if-none-match", "*"), "x").status())
        .isEqualTo(200);
  }

  @Test
  void of_an_upload_in_parts_only_the_completion_makes_an_object() {
    put(
        deny(
            "s3:PutObject",
            "\"Null\":{\"s3:if-none-match\":\"true\"},\"Bool\":{\"s3:ObjectCreationOperation\":\"true\"}"));

    String id = service.begin("b");
    String completion = Service.completion(service.part("b", id, 1, "x"));
    String target = "/uploads/b?uploadId=" + id;
    assertThat(raw.call("POST", target, Map.of(), completion).code()).isEqualTo("AccessDenied");
    assertThat(raw.call("POST", target, Map.of("if-none-match", "*"), completion).status())
        .isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/c", Map.of(), "x").code()).isEqualTo("AccessDenied");
  }

  @Test
  void a_policy_can_ask_how_and_when_a_request_was_signed() {
    RawS3.Request get = raw.request("GET", "/uploads/public/a", Map.of(), "");
    RawS3 earlier = raw.at(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-12)));
    RawS3.Request old = earlier.presigned(get, Duration.ofHours(1));
    RawS3.Request fresh = raw.presigned(get, Duration.ofHours(1));

    put(deny("s3:GetObject", "\"NumericGreaterThan\":{\"s3:signatureAge\":\"600000\"}"));
    assertThat(raw.send(old).code()).isEqualTo("AccessDenied");
    assertThat(raw.send(fresh).status()).isEqualTo(200);

    put(deny("s3:GetObject", "\"StringNotEquals\":{\"s3:authType\":\"REST-HEADER\"}"));
    assertThat(raw.send(fresh).code()).isEqualTo("AccessDenied");
    assertThat(raw.send(raw.signed(get)).status()).isEqualTo(200);
  }

  @Test
  void a_policy_can_ask_for_the_tags_of_what_is_there() {
    raw.call("PUT", "/uploads/red", Map.of("x-amz-tagging", "Colour=red"), "x");
    raw.call("PUT", "/uploads/blue", Map.of("x-amz-tagging", "Colour=blue"), "x");

    put(deny("s3:GetObject", "\"StringEquals\":{\"s3:ExistingObjectTag/Colour\":\"red\"}"));

    assertThat(raw.call("GET", "/uploads/red").code()).isEqualTo("AccessDenied");
    assertThat(raw.call("GET", "/uploads/blue").status()).isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/red", Map.of(), "y").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, s3:signatureversion, AWS4-HMAC-SHA256",
    "NumericGreaterThanEquals, s3:TlsVersion, 1.2",
    "StringEquals, s3:ResourceAccount, 000000000000",
    "StringEquals, aws:ResourceAccount, 000000000000",
    "StringEquals, aws:RequestedRegion, us-east-1",
    "StringEquals, aws:PrincipalType, Account",
    "Bool, aws:ViaAWSService, false",
    "Bool, aws:PrincipalIsAWSService, false",
    "DateGreaterThan, aws:EpochTime, 1600000000",
    "Null, aws:username, true"
  })
  void what_every_request_has_can_be_asked_for(String operator, String key, String value) {
    String condition = "\"%s\":{\"%s\":\"%s\"}".formatted(operator, key, value);
    assertThat(put(deny("s3:GetObject", condition)).status()).isEqualTo(204);
    assertThat(raw.call("GET", "/uploads/public/a").code()).isEqualTo("AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws:PrincipalTag/team", "s3:RequestObjectTag/team", "s3:RequestObjectTagKeys"})
  void what_is_not_evaluated_here_is_refused_as_just_that(String key) {
    RawS3.Answer answer = put(onCondition("StringEquals", key));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.element("Message"))
        .isEqualTo(
            "The local S3 does not evaluate the condition key %s."
                .formatted(key.toLowerCase(Locale.ROOT)));
  }

  private static String deny(String action, String condition) {
    return """
        {"Statement":{"Effect":"Deny","Principal":"*","Action":"%s",
         "Resource":"arn:aws:s3:::uploads/*","Condition":{%s}}}"""
        .formatted(action, condition);
  }

  private static String onCondition(String operator, String key) {
    return OPEN.replace(
        "\"Action\"", "\"Condition\":{\"%s\":{\"%s\":\"x\"}},\"Action\"".formatted(operator, key));
  }

  private RawS3.Answer put(String policy) {
    return raw.call("PUT", "/uploads?policy=", Map.of(), policy);
  }

  private int anonymous(String method, String target) {
    return raw.send(raw.request(method, target, Map.of(), "")).status();
  }
}
