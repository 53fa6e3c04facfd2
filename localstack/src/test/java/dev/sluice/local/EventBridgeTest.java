package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.http.CallRecord;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events from a bucket, an application and the clock, over AWS's protocols, to the queues and the
/// function of a template.
class EventBridgeTest {
  @TempDir private Path folder;
  private LocalCloud cloud;
  private EventBridgeClient events;

  @BeforeEach
  void start() throws IOException {
    Files.createFile(folder.resolve("go"));
    cloud =
        LocalCloud.builder(Notes.resource("events.template.json"))
            .codeBase(Path.of("target"))
            .parameter("Directory", folder.toString())
            .start();
    events = Notes.events(cloud.endpoint());
  }

  @AfterEach
  void stop() {
    events.close();
    cloud.close();
  }

  @Test
  void aBucketsEventsReachTheDefaultBusInAwsForm() {
    put("out/b");
    put("in/a b");

    JsonNode event = json(received("Inbox", 1).getFirst());
    assertThat(event.path("source").asString()).isEqualTo("aws.s3");
    assertThat(event.path("detail-type").asString()).isEqualTo("Object Created");
    assertThat(event.path("account").asString()).isEqualTo("000000000000");
    assertThat(event.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(event.at("/resources/0").asString())
        .isEqualTo("arn:aws:s3:::" + output(cloud, "Bucket"));
    assertThat(event.at("/detail/object/key").asString()).isEqualTo("in/a b");
    assertThat(event.at("/detail/object/size").asInt()).isEqualTo(7);
    assertThat(event.at("/detail/reason").asString()).isEqualTo("PutObject");
  }

  @Test
  void aBucketTellsAFunctionThatAllowsIt() throws IOException {
    put("work/a");

    await().until(() -> batches().size() == 1);
    assertThat(batches().getFirst()).contains("eventName=ObjectCreated:Put", "key=work/a");
  }

  @Test
  void aBucketThatWasMadeLaterTellsOnlyWhoAllowsItByName() {
    S3Client s3 = Notes.s3(cloud.endpoint());
    String queue = output(cloud, "InboxArn");
    s3.createBucket(of -> of.bucket("events-of-mine"));
    s3.createBucket(of -> of.bucket("somebody-elses"));

    s3.putBucketNotificationConfiguration(
        of -> of.bucket("events-of-mine").notificationConfiguration(created(queue)));
    assertThatThrownBy(
            () ->
                s3.putBucketNotificationConfiguration(
                    of -> of.bucket("somebody-elses").notificationConfiguration(created(queue))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("Unable to validate the following destination configurations");
    assertThatThrownBy(
            () ->
                s3.putBucketNotificationConfiguration(
                    of ->
                        of.bucket("somebody-elses")
                            .notificationConfiguration(
                                NotificationConfiguration.builder()
                                    .lambdaFunctionConfigurations(
                                        LambdaFunctionConfiguration.builder()
                                            .lambdaFunctionArn(output(cloud, "WorkerArn"))
                                            .events(Event.S3_OBJECT_CREATED)
                                            .build())
                                    .build())))
        .hasMessageContaining("Unable to validate the following destination configurations");
    s3.putObject(to -> to.bucket("events-of-mine").key("b"), RequestBody.fromString("x"));

    assertThat(received("Inbox", 2))
        .extracting(message -> json(message).path("Event").asString(""))
        .containsExactlyInAnyOrder("s3:TestEvent", "");
  }

  @Test
  void anApplicationsEventIsBroughtToAQueueAndAFunction() {
    PutEventsResponse answer = events.putEvents(of -> of.entries(entry("Sold", "{\"price\": 9}")));

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries().getFirst().eventId()).hasSize(36);
    assertThat(received("Inbox", 1)).extracting(Message::body).containsExactly("{\"sold for\": 9}");
    await().until(() -> batches().equals(List.of("{price=9}")));
    assertThat(cloud.recorder().calls())
        .extracting(CallRecord::principal, CallRecord::service, CallRecord::operation)
        .contains(
            tuple("user", "events", "PutEvents"),
            tuple("events.amazonaws.com", "sqs", "SendMessage"),
            tuple("events.amazonaws.com", "lambda", "Invoke"));
  }

  @Test
  void aTargetThatDoesNotAllowTheRuleGetsNothingAndADeadLetterSaysWhy() throws IOException {
    events.putEvents(of -> of.entries(entry("Lost", "{\"price\": 1}")));

    List<Message> letters = received("Letters", 2);
    assertThat(letters)
        .extracting(
            letter -> attribute(letter, "ERROR_CODE"),
            letter -> attribute(letter, "TARGET_ARN").replaceFirst(".*:(events-\\w+)-.*", "$1"))
        .containsExactlyInAnyOrder(
            tuple("NO_PERMISSIONS", "events-Closed"), tuple("NO_PERMISSIONS", "events-Worker"));
    assertThat(attribute(letters.getFirst(), "ERROR_MESSAGE"))
        .contains("events.amazonaws.com is not authorized to perform");
    assertThat(json(letters.getFirst()).at("/detail/price").asInt()).isEqualTo(1);
    assertThat(batches()).isEmpty();
  }

  @Test
  void aFifoQueueGetsEventsInTheGroupThatTheTargetNames() {
    for (String place : List.of("{\"place\":1}", "{\"place\":2}")) {
      events.putEvents(of -> of.entries(entry("Ranked", place)));
    }

    List<Message> received = received("Ordered", 2);
    assertThat(received)
        .extracting(Message::body)
        .containsExactly("{\"place\":1}", "{\"place\":2}");
    assertThat(received)
        .extracting(
            message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
        .containsOnly("ranks");
  }

  @Test
  void aBucketCanNotTellAFifoQueueWhateverItsPolicySays() {
    S3Client s3 = Notes.s3(cloud.endpoint());
    s3.createBucket(of -> of.bucket("events-in-order"));
    assertThatThrownBy(
            () ->
                s3.putBucketNotificationConfiguration(
                    of ->
                        of.bucket("events-in-order")
                            .notificationConfiguration(created(output(cloud, "OrderedArn")))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("Unable to validate the following destination configurations");
  }

  @Test
  void aRoleMayPutEventsOnTheBusThatItsPolicyNames() {
    EventBridgeClient role = Notes.events(cloud.endpoint(), Notes.role(cloud, "Worker"));

    assertThat(role.putEvents(of -> of.entries(entry("Other", "{}"))).failedEntryCount()).isZero();
    assertThatThrownBy(
            () ->
                role.putEvents(
                    of ->
                        of.entries(
                            entry("Other", "{}"),
                            entry("Other", "{}").toBuilder().eventBusName("default").build())))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(400);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(refused.awsErrorDetails().errorMessage())
                  .contains(
                      "is not authorized to perform: events:PutEvents on resource: "
                          + "arn:aws:events:us-east-1:000000000000:event-bus/default");
            });
  }

  @Test
  void whoDoesNotSignIsRefused() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(cloud.endpoint())
                    .header("X-Amz-Target", "AWSEvents.PutEvents")
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .POST(BodyPublishers.ofString("{\"Entries\":[]}"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.body()).contains("MissingAuthenticationToken");
  }

  @Test
  void aScheduleRunsWhenTheCloudsClockWasMovedAndADisabledOneNever() {
    cloud.clock().advance(Duration.ofMinutes(61));

    JsonNode event = json(received("Inbox", 1).getFirst());
    assertThat(event.path("detail-type").asString()).isEqualTo("Scheduled Event");
    assertThat(event.at("/resources/0").asString()).isEqualTo(output(cloud, "HourlyRule"));
    assertThat(event.path("detail").isEmpty()).isTrue();
  }

  private static NotificationConfiguration created(String queueArn) {
    return NotificationConfiguration.builder()
        .queueConfigurations(
            QueueConfiguration.builder().queueArn(queueArn).events(Event.S3_OBJECT_CREATED).build())
        .build();
  }

  private PutEventsRequestEntry entry(String type, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(output(cloud, "Bus"))
        .source("shop")
        .detailType(type)
        .detail(detail)
        .build();
  }

  private void put(String key) {
    Notes.s3(cloud.endpoint())
        .putObject(
            to -> to.bucket(output(cloud, "Bucket")).key(key), RequestBody.fromString("content"));
  }

  /// That many messages, once they are there, and no more.
  private List<Message> received(String queue, int count) {
    List<Message> messages = new ArrayList<>();
    await()
        .until(
            () -> {
              messages.addAll(
                  Notes.sqs(cloud.endpoint())
                      .receiveMessage(
                          of ->
                              of.queueUrl(output(cloud, queue))
                                  .maxNumberOfMessages(10)
                                  .messageAttributeNames("All")
                                  .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                      .messages());
              return messages.size() >= count;
            });
    assertThat(messages).hasSize(count);
    return messages;
  }

  /// What the function was invoked with.
  private List<String> batches() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(it -> it.toString().contains("batch-")).toList()) {
        contents.add(Files.readString(file));
      }
      return contents;
    }
  }

  private static String attribute(Message message, String name) {
    return Objects.requireNonNull(message.messageAttributes().get(name)).stringValue();
  }

  private static JsonNode json(Message message) {
    return JsonMapper.shared().readTree(message.body());
  }
}
