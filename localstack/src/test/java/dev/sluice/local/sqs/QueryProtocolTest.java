package dev.sluice.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.http.SignedRequests;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// SQS as clients from before late 2023 speak it: forms in, XML out. Written by hand, since no
/// current SDK does it any more.
class QueryProtocolTest {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

  private final SqsWire wire = new SqsWire();
  private final SignedRequests http = new SignedRequests("sqs");
  private final Queue queue = wire.service.createQueue(QueueSpec.defaults("work"));

  @AfterEach
  void close() {
    http.close();
    wire.close();
  }

  @Test
  void a_message_goes_through_with_its_attributes() {
    String body = "grüße & <b>\r\n\"x\"";
    Document sent =
        ok(
            call(
                "SendMessage",
                "MessageBody",
                body,
                "MessageAttribute.1.Name",
                "kind",
                "MessageAttribute.1.Value.DataType",
                "String",
                "MessageAttribute.1.Value.StringValue",
                "a & b"));
    Document received =
        ok(
            call(
                "ReceiveMessage",
                "AttributeName.1",
                "ApproximateReceiveCount",
                "MessageAttributeName.1",
                "All",
                "MaxNumberOfMessages",
                "10"));

    String message = "/ReceiveMessageResponse/ReceiveMessageResult/Message";
    assertThat(text(received, message + "/Body")).isEqualTo(body);
    assertThat(text(received, message + "/MessageId"))
        .isEqualTo(text(sent, "/SendMessageResponse/SendMessageResult/MessageId"));
    assertThat(text(received, message + "/MD5OfBody"))
        .isEqualTo(text(sent, "//SendMessageResult/MD5OfMessageBody"));
    assertThat(text(received, message + "/MD5OfMessageAttributes"))
        .isEqualTo(text(sent, "//SendMessageResult/MD5OfMessageAttributes"))
        .hasSize(32);
    assertThat(text(received, message + "/Attribute[Name='ApproximateReceiveCount']/Value"))
        .isEqualTo("1");
    assertThat(text(received, message + "/MessageAttribute[Name='kind']/Value/StringValue"))
        .isEqualTo("a & b");
    assertThat(text(received, message + "/MessageAttribute[Name='kind']/Value/DataType"))
        .isEqualTo("String");
    assertThat(text(received, "//ResponseMetadata/RequestId")).isNotEmpty();
  }

  @Test
  void a_batch_says_of_each_entry_how_it_went() {
    Document answer =
        ok(
            call(
                "SendMessageBatch",
                "SendMessageBatchRequestEntry.1.Id",
                "a",
                "SendMessageBatchRequestEntry.1.MessageBody",
                "one",
                "SendMessageBatchRequestEntry.2.Id",
                "b",
                "SendMessageBatchRequestEntry.2.MessageBody",
                "\u0007",
                "SendMessageBatchRequestEntry.10.Id",
                "c",
                "SendMessageBatchRequestEntry.10.MessageBody",
                "three",
                "SendMessageBatchRequestEntry.10.DelaySeconds",
                "60"));

    assertThat(text(answer, "//SendMessageBatchResultEntry[Id='a']/MD5OfMessageBody"))
        .isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
    assertThat(text(answer, "count(//SendMessageBatchResultEntry)")).isEqualTo("2");
    assertThat(text(answer, "//BatchResultErrorEntry[Id='b']/Code"))
        .isEqualTo("InvalidMessageContents");
    assertThat(text(answer, "//BatchResultErrorEntry[Id='b']/SenderFault")).isEqualTo("true");
    assertThat(queue.visible()).isEqualTo(1);
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_receipt_prolongs_and_deletes() {
    queue.send("x");
    String handle = text(ok(call("ReceiveMessage")), "//ReceiptHandle");

    ok(call("ChangeMessageVisibility", "ReceiptHandle", handle, "VisibilityTimeout", "3600"));
    wire.clock.advance(Duration.ofMinutes(59));
    assertThat(queue.inFlight()).isEqualTo(1);
    ok(call("DeleteMessage", "ReceiptHandle", handle));

    assertThat(queue.inFlight()).isZero();
  }

  @Test
  void queues_are_made_listed_and_looked_at() {
    Document made =
        ok(
            call(
                "CreateQueue",
                "QueueName",
                "made",
                "Attribute.1.Name",
                "VisibilityTimeout",
                "Attribute.1.Value",
                "77"));
    assertThat(text(made, "/CreateQueueResponse/CreateQueueResult/QueueUrl"))
        .isEqualTo(wire.endpoint() + "/000000000000/made");
    assertThat(text(ok(call("ListQueues")), "count(//ListQueuesResult/QueueUrl)")).isEqualTo("2");
    assertThat(text(ok(call("GetQueueUrl", "QueueName", "made")), "//GetQueueUrlResult/QueueUrl"))
        .endsWith("/made");
    Document attributes =
        ok(
            post(
                "/000000000000/made",
                "Action=GetQueueAttributes&Version=2012-11-05&AttributeName.1=All"));
    assertThat(text(attributes, "//Attribute[Name='VisibilityTimeout']/Value")).isEqualTo("77");
  }

  @Test
  void tags_are_keys_and_values() {
    ok(
        call(
            "TagQueue",
            "Tag.1.Key",
            "team",
            "Tag.1.Value",
            "a",
            "Tag.2.Key",
            "b",
            "Tag.2.Value",
            "c"));
    ok(call("UntagQueue", "TagKey.1", "b"));

    Document tags = ok(call("ListQueueTags"));
    assertThat(text(tags, "/ListQueueTagsResponse/ListQueueTagsResult/Tag[Key='team']/Value"))
        .isEqualTo("a");
    assertThat(text(tags, "count(//Tag)")).isEqualTo("1");
  }

  @Test
  void a_fifo_queue_tells_its_sequence_numbers() {
    ok(
        call(
            "CreateQueue",
            "QueueName",
            "work.fifo",
            "Attribute.1.Name",
            "FifoQueue",
            "Attribute.1.Value",
            "true"));
    String message = "&MessageBody=x&MessageGroupId=a&MessageDeduplicationId=d";
    Document sent = ok(post("/000000000000/work.fifo", "Action=SendMessage" + message));
    String number = text(sent, "/SendMessageResponse/SendMessageResult/SequenceNumber");
    assertThat(number).hasSize(20);

    Document received =
        ok(post("/000000000000/work.fifo", "Action=ReceiveMessage&AttributeName.1=All"));

    assertThat(text(received, "//Attribute[Name='SequenceNumber']/Value")).isEqualTo(number);
    assertThat(text(received, "//Attribute[Name='MessageGroupId']/Value")).isEqualTo("a");
    refused(
        post("/000000000000/work.fifo", "Action=SendMessage&MessageBody=x"), "MissingParameter");
  }

  @Test
  void a_GET_is_a_call_too() {
    queue.send("x");

    HttpResponse<String> answer =
        http.send(
            "GET",
            URI.create(wire.endpoint() + "/000000000000/work?Action=ReceiveMessage"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "");

    assertThat(text(ok(answer), "//Message/Body")).isEqualTo("x");
  }

  @Test
  void refusals_have_the_codes_of_this_protocol() {
    refused(
        post("/000000000000/none", "Action=ReceiveMessage"),
        "AWS.SimpleQueueService.NonExistentQueue");
    refused(call("SendMessage"), "MissingParameter");
    refused(call("DeleteMessage", "ReceiptHandle", "nonsense"), "ReceiptHandleIsInvalid");
    refused(call("ReceiveMessage", "MaxNumberOfMessages", "11"), "InvalidParameterValue");
    refused(call("ReceiveMessage", "MaxNumberOfMessages", "many"), "InvalidParameterValue");
    refused(call("SendMessageBatch"), "AWS.SimpleQueueService.EmptyBatchRequest");
    refused(call("Invent"), "InvalidAction");
    refused(post("/000000000000/work", "Version=2012-11-05"), "MissingParameter");
    refused(post("/000000000000/work", "Action=%zz"), "InvalidParameterValue");
  }

  private HttpResponse<String> call(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Version=2012-11-05&Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=');
      form.append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    return post("/000000000000/work", form.toString());
  }

  private HttpResponse<String> post(String path, String form) {
    return http.send(
        "POST",
        URI.create(wire.endpoint() + path),
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        form);
  }

  private static Document ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
    Document document = parse(answer.body());
    assertThat(document.getDocumentElement().getAttribute("xmlns")).isEqualTo(NAMESPACE);
    return document;
  }

  private static void refused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    Document document = parse(answer.body());
    assertThat(text(document, "/ErrorResponse/Error/Code")).isEqualTo(code);
    assertThat(text(document, "/ErrorResponse/Error/Type")).isEqualTo("Sender");
    assertThat(text(document, "/ErrorResponse/Error/Message")).isNotEmpty();
  }

  private static Document parse(String xml) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError(xml, e);
    }
  }

  private static String text(Document document, String path) {
    try {
      return XPathFactory.newDefaultInstance().newXPath().evaluate(path, document);
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }
}
