package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CallTableTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:01Z");
  private static final Instant BEFORE = CREATED.minusMillis(5);
  private static final Instant AFTER = CREATED.plusMillis(5);
  private static final String API =
      "arn:aws:iam::000000000000:role/sluice-UploadsApiRole802E0443-ABCDEFGHIJKL";
  private static final String DIGEST =
      "arn:aws:iam::000000000000:role/sluice-UploadsDigestRole474983FD-ABCDEFGHIJKL";

  @Test
  void pollingIsNoCallOfAnUpload() {
    CallTable table =
        new CallTable(
            List.of(
                call(API, "PutItem", BEFORE),
                call(API, "PutItem", AFTER),
                call(DIGEST, "PutItem", AFTER),
                call("lambda.amazonaws.com", "ReceiveMessage", BEFORE),
                call("lambda.amazonaws.com", "ReceiveMessage", AFTER),
                call("s3.amazonaws.com", "SendMessage", AFTER)),
            2);

    assertThat(table.perUpload()).isEqualTo(1.5);
    assertThat(lines(table))
        .containsExactly(
            "UploadsApi service PutItem 1.00",
            "UploadsDigest service PutItem 0.50",
            "total 1.50",
            "apart from these, AWS itself (receives without a message among them):",
            "lambda.amazonaws.com service ReceiveMessage 1.00",
            "s3.amazonaws.com service SendMessage 0.50");
  }

  @Test
  void ofOneUploadTheCallsToCreateItStandApart() {
    CallTable table =
        CallTable.ofOne(
            new ApiUser.Ready("id", BEFORE, CREATED, Duration.ZERO),
            List.of(
                call(API, "PutItem", BEFORE),
                new Call(API, true, "service", "PutObject", AFTER),
                call(API, "PutItem", AFTER),
                call(DIGEST, "GetObject", AFTER),
                call("lambda.amazonaws.com", "ReceiveMessage", BEFORE)));

    assertThat(table.perUpload()).isEqualTo(4);
    assertThat(lines(table))
        .containsExactly(
            "UploadsApi, complete service PutItem 1.00",
            "UploadsApi, create service PutItem 1.00",
            "UploadsDigest service GetObject 1.00",
            "client, presigned service PutObject 1.00",
            "total 4.00",
            "apart from these, AWS itself (receives without a message among them):",
            "lambda.amazonaws.com service ReceiveMessage 1.00");
  }

  @Test
  void aRecordedCallIsReadWithItsCaller() {
    Call call =
        Call.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"service":"s3","operation":"UploadPart","resource":"/b/k","principal":"%s",
                     "presigned":true,"range":"","status":200,"requestBytes":1,
                     "start":"2026-01-01T00:00:01Z","micros":12}"""
                        .formatted(API)));

    assertThat(call).isEqualTo(new Call(API, true, "s3", "UploadPart", CREATED));
    assertThat(call.caller()).isEqualTo("client, presigned");
    assertThat(call("user", "GetObject", AFTER).caller()).isEqualTo("user");
    assertThat(call("arn:aws:iam::1:role/own-name", "GetObject", AFTER).caller())
        .isEqualTo("arn:aws:iam::1:role/own-name");
  }

  private static Call call(String principal, String operation, Instant start) {
    return new Call(principal, false, "service", operation, start);
  }

  private static List<String> lines(CallTable table) {
    return table.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }
}
