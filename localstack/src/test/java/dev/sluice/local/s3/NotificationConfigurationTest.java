package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whom a bucket tells, set through the API.
class NotificationConfigurationTest {
  private static final String OTHER = "arn:aws:sqs:us-east-1:000000000000:other";

  @TempDir private Path data;
  private Service service;

  @BeforeEach
  void start() {
    service = new Service(data);
    service.raw.call("PUT", "/mine");
    service.tests.clear();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aQueueIsTestedAndThenToldOfWhatItAskedForAfterARestartToo() {
    RawS3.Answer answer =
        put(
            queue(
                "<Id>one</Id>",
                Told.QUEUE,
                "s3:ObjectCreated:*",
                "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>in/ </Value></FilterRule>"
                    + "<FilterRule><Name>SUFFIX</Name><Value>.txt</Value></FilterRule></S3Key>"
                    + "</Filter>"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(service.tests).singleElement().asString().contains("\"Bucket\":\"mine\"");
    assertThat(service.raw.call("GET", "/mine?notification=").body())
        .contains(
            "<QueueConfiguration><Id>one</Id><Queue>" + Told.QUEUE + "</Queue>",
            "<Event>s3:ObjectCreated:*</Event>",
            "<FilterRule><Name>Prefix</Name><Value>in/ </Value></FilterRule>",
            "<FilterRule><Name>Suffix</Name><Value>.txt</Value></FilterRule>");
    object("in/%20a.txt");
    object("in/a.txt");
    assertThat(service.messages).hasSize(1);

    stop();
    service = new Service(data);
    object("in/%20b.txt");

    JsonNode told = JsonMapper.shared().readTree(service.messages.getFirst()).at("/Records/0/s3");
    assertThat(told.at("/object/key").asString()).isEqualTo("in/+b.txt");
    assertThat(told.at("/configurationId").asString()).isEqualTo("one");
  }

  @Test
  void aFunctionIsToldWithoutATest() {
    assertThat(
            put("<CloudFunctionConfiguration><CloudFunction>"
                    + Told.FUNCTION
                    + "</CloudFunction><Event>s3:ObjectRemoved:Delete</Event>"
                    + "</CloudFunctionConfiguration>")
                .status())
        .isEqualTo(200);
    object("a");
    service.raw.call("DELETE", "/mine/a");

    assertThat(service.tests).isEmpty();
    assertThat(service.messages).singleElement().asString().contains("ObjectRemoved:Delete");
  }

  @Test
  void EventBridgeIsToldOfEverythingAndAnEmptyConfigurationEndsIt() {
    put("<EventBridgeConfiguration/>");
    object("a");
    assertThat(service.bridged).hasSize(1);
    assertThat(service.raw.call("GET", "/mine?notification=").body())
        .contains("<EventBridgeConfiguration></EventBridgeConfiguration>");

    put("");
    object("b");

    assertThat(service.bridged).hasSize(1);
  }

  @Test
  void whatCannotBeToldIsNamedAndNothingChanges() {
    RawS3.Answer answer =
        put(
            queue("", OTHER, "s3:ObjectCreated:Put", "")
                + queue("", OTHER + "2", "s3:ObjectRemoved:*", ""));

    assertThat(answer.code()).isEqualTo("InvalidArgument");
    assertThat(answer.element("Message"))
        .isEqualTo("Unable to validate the following destination configurations");
    assertThat(answer.element("ArgumentName1")).isEqualTo(OTHER);
    assertThat(answer.element("ArgumentValue1")).isEqualTo("The destination queue does not exist");
    assertThat(answer.element("ArgumentName2")).isEqualTo(OTHER + "2");
    assertThat(service.raw.call("GET", "/mine?notification=").body()).doesNotContain("<Queue>");
  }

  @Test
  void destinationsAreNotValidatedIfTheClientAsksForThat() {
    RawS3.Answer answer =
        service.raw.call(
            "PUT",
            "/mine?notification=",
            Map.of("x-amz-skip-destination-validation", "true"),
            document(queue("", OTHER, "s3:ObjectCreated:*", "")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(service.tests).isEmpty();
  }

  @Test
  void mistakesAreNamedAsOnAws() {
    assertThat(put(queue("", "invalid-queue", "s3:ObjectCreated:*", "")))
        .satisfies(
            it -> {
              assertThat(it.element("ArgumentName")).isEqualTo("Queue");
              assertThat(it.element("ArgumentValue")).isEqualTo("invalid-queue");
              assertThat(it.element("Message")).isEqualTo("The ARN could not be parsed");
            });
    assertThat(put(queue("", Told.QUEUE, "s3:Object:*", "")).element("Message"))
        .isEqualTo("The event is not supported for notifications");
    assertThat(
            put(queue(
                    "",
                    Told.QUEUE,
                    "s3:ObjectCreated:*",
                    "<Filter><S3Key><FilterRule><Name>INVALID</Name><Value>x</Value></FilterRule>"
                        + "</S3Key></Filter>"))
                .element("Message"))
        .isEqualTo("filter rule name must be either prefix or suffix");
    assertThat(
            put(queue("", Told.QUEUE, "s3:ObjectCreated:*", "")
                    + queue("", Told.QUEUE, "s3:ObjectCreated:Put", ""))
                .element("Message"))
        .startsWith("Configuration is ambiguously defined.");
    assertThat(put("<TopicConfiguration/>").code()).isEqualTo("NotImplemented");
    assertThat(put("<Other/>").code()).isEqualTo("MalformedXML");
    assertThat(put(queue("", Told.QUEUE, "s3:ObjectCreated:*", "<Id>a</Id>")).status())
        .isEqualTo(200);
  }

  private RawS3.Answer put(String configuration) {
    return service.raw.call("PUT", "/mine?notification=", Map.of(), document(configuration));
  }

  private void object(String key) {
    service.raw.call("PUT", "/mine/" + key, Map.of(), "x");
  }

  private static String document(String configuration) {
    return "<NotificationConfiguration>" + configuration + "</NotificationConfiguration>";
  }

  private static String queue(String id, String arn, String event, String filter) {
    return "<QueueConfiguration>%s<Queue>%s</Queue><Event>%s</Event>%s</QueueConfiguration>"
        .formatted(id, arn, event, filter);
  }
}
