package dev.sluice.local.behaviour;

import static dev.sluice.local.behaviour.Sources.queueApi;
import static dev.sluice.local.behaviour.Sources.queues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.behaviour.Behaviour.Section;
import dev.sluice.local.http.SignedRequests;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Queues and their messages, asked by AWS's SDK, which compares every MD5 with its own.
final class QueueBehaviours {
  private static final String VISIBILITY = queues("sqs-visibility-timeout");
  private static final String DEAD_LETTERS = queues("sqs-dead-letter-queues");
  private static final String BATCH = queueApi("SendMessageBatch");
  private static final String SEND = queueApi("SendMessage");
  private static final String RECEIVE = queueApi("ReceiveMessage");
  private static final String AWS_ERROR = "AWS.SimpleQueueService.";

  private QueueBehaviours() {}

  static Section<OwnCloud> section() {
    return new Section<>(
        "SQS",
        List.of(
            new Behaviour<>(
                "the MD5s of body and attributes are told",
                queues("sqs-message-metadata"),
                sqs -> {
                  String url = sqs.newQueue();
                  var sent =
                      sqs.sqs.sendMessage(
                          it ->
                              it.queueUrl(url)
                                  .messageBody("hello")
                                  .messageAttributes(
                                      Map.of("n", value("Number", "1"), "b", bytes())));
                  assertThat(sent.md5OfMessageBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
                  Message message = sqs.receive(url).getFirst();
                  assertThat(message.md5OfMessageAttributes())
                      .isEqualTo(sent.md5OfMessageAttributes())
                      .hasSize(32);
                }),
            new Behaviour<>(
                "what was received is hidden until its visibility timeout ends",
                VISIBILITY,
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  assertThat(sqs.bodies(url)).containsExactly("a");
                  sqs.advance(Duration.ofSeconds(29));
                  assertThat(sqs.bodies(url)).isEmpty();
                  sqs.advance(Duration.ofSeconds(1));
                  assertThat(sqs.bodies(url)).containsExactly("a");
                }),
            new Behaviour<>(
                "the timeout of a message can be made longer, or 0",
                queueApi("ChangeMessageVisibility"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  String handle = sqs.receive(url).getFirst().receiptHandle();
                  hide(sqs, url, handle, 600);
                  sqs.advance(Duration.ofSeconds(599));
                  assertThat(sqs.bodies(url)).isEmpty();
                  hide(sqs, url, handle, 0);
                  assertThat(sqs.bodies(url)).containsExactly("a");
                }),
            new Behaviour<>(
                "a message is hidden for 12 hours at most",
                VISIBILITY,
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  String handle = sqs.receive(url).getFirst().receiptHandle();
                  refused("InvalidParameterValue", () -> hide(sqs, url, handle, 43_201));
                }),
            new Behaviour<>(
                "a message or a queue may delay, 15 minutes at most",
                queues("sqs-delay-queues"),
                sqs -> {
                  String url = sqs.newQueue(Map.of(QueueAttributeName.DELAY_SECONDS, "10"));
                  sqs.send(url, "by the queue");
                  delayed(sqs, url, 900);
                  assertThat(sqs.bodies(url)).isEmpty();
                  sqs.advance(Duration.ofSeconds(10));
                  assertThat(sqs.bodies(url)).containsExactly("by the queue");
                  sqs.advance(Duration.ofSeconds(890));
                  assertThat(sqs.bodies(url)).contains("delayed");
                  refused("InvalidParameterValue", () -> delayed(sqs, url, 901));
                }),
            new Behaviour<>(
                "after maxReceiveCount a message moves to the dead-letter queue",
                DEAD_LETTERS,
                sqs -> {
                  String dead = sqs.newQueue();
                  String url = sqs.newQueue(redrive(sqs, dead, 2));
                  String id = sqs.send(url, "a");
                  for (int time = 0; time < 2; time++) {
                    assertThat(sqs.bodies(url)).containsExactly("a");
                    sqs.advance(Duration.ofSeconds(30));
                  }
                  assertThat(sqs.bodies(url)).isEmpty();
                  Message letter = sqs.receive(dead).getFirst();
                  assertThat(letter.messageId()).isEqualTo(id);
                  assertThat(letter.attributes())
                      .containsEntry(
                          MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
                          sqs.attributes(url).get("QueueArn"));
                }),
            new Behaviour<>(
                "a message tells how often it was received, when it was sent, by whom",
                RECEIVE,
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  sqs.receive(url);
                  sqs.advance(Duration.ofSeconds(30));
                  assertThat(sqs.receive(url).getFirst().attributes())
                      .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                      .containsKeys(
                          MessageSystemAttributeName.SENT_TIMESTAMP,
                          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                          MessageSystemAttributeName.SENDER_ID);
                }),
            new Behaviour<>(
                "of a batch each entry succeeds or fails by itself",
                BATCH,
                sqs -> {
                  String url = sqs.newQueue();
                  var sent = batch(sqs, url, entry("a", "x"), entry("b", "\u0007"));
                  assertThat(sent.successful()).extracting(it -> it.id()).containsExactly("a");
                  assertThat(sent.failed())
                      .extracting(it -> it.id(), it -> it.code(), it -> it.senderFault())
                      .containsExactly(
                          org.assertj.core.groups.Tuple.tuple("b", "InvalidMessageContents", true));
                }),
            new Behaviour<>(
                "a batch has 1 to 10 entries with ids of their own",
                BATCH,
                sqs -> {
                  String url = sqs.newQueue();
                  refused(AWS_ERROR + "EmptyBatchRequest", () -> batch(sqs, url));
                  refused(
                      AWS_ERROR + "TooManyEntriesInBatchRequest",
                      () ->
                          batch(
                              sqs,
                              url,
                              IntStream.rangeClosed(0, 10)
                                  .mapToObj(number -> entry("e" + number, "x"))
                                  .toArray(SendMessageBatchRequestEntry[]::new)));
                  refused(
                      AWS_ERROR + "BatchEntryIdsNotDistinct",
                      () -> batch(sqs, url, entry("a", "x"), entry("a", "y")));
                  refused(
                      AWS_ERROR + "InvalidBatchEntryId", () -> batch(sqs, url, entry("a b", "x")));
                }),
            new Behaviour<>(
                "a message has 1 MiB at most, a batch in all, too",
                queues("quotas-messages"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "x".repeat(1 << 20));
                  refused("InvalidParameterValue", () -> sqs.send(url, "x".repeat((1 << 20) + 1)));
                  String half = "x".repeat(1 << 19);
                  refused(
                      AWS_ERROR + "BatchRequestTooLong",
                      () -> batch(sqs, url, entry("a", half), entry("b", half + "x")));
                }),
            new Behaviour<>(
                "bodies have only characters of XML, and at least one",
                SEND,
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "\t\r\n ü \uD83D\uDE80");
                  refused("InvalidMessageContents", () -> sqs.send(url, "\u0007"));
                  refused("MissingParameter", () -> sqs.send(url, ""));
                }),
            new Behaviour<>(
                "attributes are given by name and prefix, ten at most are sent",
                queues("sqs-message-metadata"),
                sqs -> {
                  String url = sqs.newQueue();
                  attributes(sqs, url, Map.of("t.a", value("String", "1"), "u", bytes()));
                  Message message =
                      sqs.sqs
                          .receiveMessage(it -> it.queueUrl(url).messageAttributeNames("t.*"))
                          .messages()
                          .getFirst();
                  assertThat(message.messageAttributes()).containsOnlyKeys("t.a");
                  Map<String, MessageAttributeValue> eleven = new java.util.HashMap<>();
                  for (int number = 0; number < 11; number++) {
                    eleven.put("n" + number, value("String", "1"));
                  }
                  refused("InvalidParameterValue", () -> attributes(sqs, url, eleven));
                }),
            new Behaviour<>(
                "any receipt of a message deletes it, a second time too",
                queueApi("DeleteMessage"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  String first = sqs.receive(url).getFirst().receiptHandle();
                  delete(sqs, url, first);
                  delete(sqs, url, first);
                  sqs.advance(Duration.ofSeconds(30));
                  assertThat(sqs.bodies(url)).isEmpty();
                }),
            new Behaviour<>(
                "a receipt that is none is ReceiptHandleIsInvalid, in a batch as well",
                queueApi("DeleteMessageBatch"),
                sqs -> {
                  String url = sqs.newQueue();
                  refused("ReceiptHandleIsInvalid", () -> delete(sqs, url, "none"));
                  var deleted =
                      sqs.sqs.deleteMessageBatch(
                          it ->
                              it.queueUrl(url)
                                  .entries(
                                      DeleteMessageBatchRequestEntry.builder()
                                          .id("a")
                                          .receiptHandle("none")
                                          .build()));
                  assertThat(deleted.failed())
                      .extracting(it -> it.code())
                      .containsExactly("ReceiptHandleIsInvalid");
                }),
            new Behaviour<>(
                "a receive gives 1 to 10 messages",
                RECEIVE,
                sqs -> {
                  String url = sqs.newQueue();
                  for (int number = 0; number < 11; number++) {
                    sqs.send(url, "a");
                  }
                  assertThat(sqs.bodies(url)).hasSizeBetween(1, 10);
                  refused("InvalidParameterValue", () -> receive(sqs, url, 11));
                  refused("InvalidParameterValue", () -> receive(sqs, url, 0));
                }),
            new Behaviour<>(
                "a long poll ends with the message that comes",
                queues("sqs-short-and-long-polling"),
                sqs -> {
                  String url = sqs.newQueue();
                  CompletableFuture<List<Message>> waiting =
                      CompletableFuture.supplyAsync(
                          () ->
                              sqs.sqs
                                  .receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(20))
                                  .messages(),
                          task -> Thread.ofVirtual().start(task));
                  sqs.send(url, "a");
                  assertThat(waiting.get(10, TimeUnit.SECONDS)).hasSize(1);
                }),
            new Behaviour<>(
                "the queue counts what is to be had, hidden and delayed",
                queueApi("GetQueueAttributes"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  sqs.receive(url);
                  sqs.send(url, "b");
                  delayed(sqs, url, 900);
                  assertThat(sqs.attributes(url))
                      .containsEntry("ApproximateNumberOfMessages", "1")
                      .containsEntry("ApproximateNumberOfMessagesNotVisible", "1")
                      .containsEntry("ApproximateNumberOfMessagesDelayed", "1");
                }),
            new Behaviour<>(
                "messages are kept for four days, or as the queue says",
                queueApi("CreateQueue"),
                sqs -> {
                  String url =
                      sqs.newQueue(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
                  sqs.send(url, "a");
                  sqs.advance(Duration.ofSeconds(61));
                  assertThat(sqs.bodies(url)).isEmpty();
                  assertThat(sqs.attributes(sqs.newQueue()))
                      .containsEntry("MessageRetentionPeriod", "345600");
                }),
            new Behaviour<>(
                "a queue is created again only as it is",
                queueApi("CreateQueue"),
                sqs -> {
                  String url = sqs.newQueue();
                  String name = url.substring(url.lastIndexOf('/') + 1);
                  assertThat(sqs.sqs.createQueue(it -> it.queueName(name)).queueUrl())
                      .isEqualTo(url);
                  refused(
                      "QueueAlreadyExists",
                      () ->
                          sqs.sqs.createQueue(
                              it ->
                                  it.queueName(name)
                                      .attributes(
                                          Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"))));
                }),
            new Behaviour<>(
                "a queue that is not there is NonExistentQueue",
                queues("sqs-error-messages"),
                sqs ->
                    refused(
                        AWS_ERROR + "NonExistentQueue",
                        () -> sqs.send(sqs.endpoint() + "/000000000000/none", "a"))),
            new Behaviour<>(
                "purging empties a queue",
                queueApi("PurgeQueue"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.send(url, "a");
                  sqs.sqs.purgeQueue(it -> it.queueUrl(url));
                  assertThat(sqs.bodies(url)).isEmpty();
                }),
            new Behaviour<>(
                "the query protocol is spoken as well, in XML",
                queues("sqs-making-api-requests-xml"),
                sqs -> {
                  HttpResponse<String> answer = query(sqs.signed, sqs.newQueue());
                  assertThat(answer.statusCode()).isEqualTo(200);
                  assertThat(answer.body())
                      .contains("<MD5OfMessageBody>5d41402abc4b2a76b9719d911017c592<");
                }),
            new Behaviour<>(
                "signatures are checked",
                queues("sqs-making-api-requests-xml"),
                sqs -> {
                  try (SignedRequests wrong = SignedRequests.withSecret("sqs", "wrong")) {
                    HttpResponse<String> answer = query(wrong, sqs.newQueue());
                    assertThat(answer.statusCode()).isEqualTo(403);
                    assertThat(answer.body()).contains("SignatureDoesNotMatch");
                  }
                }),
            new Behaviour<>(
                "queues may have tags",
                queueApi("TagQueue"),
                sqs -> {
                  String url = sqs.newQueue();
                  sqs.sqs.tagQueue(it -> it.queueUrl(url).tags(Map.of("a", "b", "c", "d")));
                  sqs.sqs.untagQueue(it -> it.queueUrl(url).tagKeys("c"));
                  assertThat(sqs.sqs.listQueueTags(it -> it.queueUrl(url)).tags())
                      .isEqualTo(Map.of("a", "b"));
                })));
  }

  static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  static void hide(OwnCloud sqs, String url, String handle, int seconds) {
    sqs.sqs.changeMessageVisibility(
        it -> it.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds));
  }

  static void delete(OwnCloud sqs, String url, String handle) {
    sqs.sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(handle));
  }

  private static void delayed(OwnCloud sqs, String url, int seconds) {
    sqs.sqs.sendMessage(it -> it.queueUrl(url).messageBody("delayed").delaySeconds(seconds));
  }

  private static void receive(OwnCloud sqs, String url, int maximum) {
    sqs.sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(maximum));
  }

  private static void attributes(
      OwnCloud sqs, String url, Map<String, MessageAttributeValue> attributes) {
    sqs.sqs.sendMessage(it -> it.queueUrl(url).messageBody("a").messageAttributes(attributes));
  }

  private static Map<QueueAttributeName, String> redrive(OwnCloud sqs, String dead, int count) {
    return Map.of(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(sqs.attributes(dead).get("QueueArn"), count));
  }

  private static software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse batch(
      OwnCloud sqs, String url, SendMessageBatchRequestEntry... entries) {
    return sqs.sqs.sendMessageBatch(it -> it.queueUrl(url).entries(entries));
  }

  private static HttpResponse<String> query(SignedRequests signed, String url) {
    return signed.send(
        "POST",
        java.net.URI.create(url),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        "Action=SendMessage&Version=2012-11-05&MessageBody=hello");
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static MessageAttributeValue value(String type, String text) {
    return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
  }

  private static MessageAttributeValue bytes() {
    return MessageAttributeValue.builder()
        .dataType("Binary")
        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 127}))
        .build();
  }
}
