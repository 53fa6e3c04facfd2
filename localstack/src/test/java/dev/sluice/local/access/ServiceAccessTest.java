package dev.sluice.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which request needs which permissions, `action resource` each.
class ServiceAccessTest {
  private static final String QUEUES = "arn:aws:sqs:us-east-1:0:";
  private static final String TABLES = "arn:aws:dynamodb:us-east-1:0:table/";

  @ParameterizedTest
  @CsvSource({
    "ListBuckets, /, s3:ListAllMyBuckets *",
    "HeadBucket, /b, s3:ListBucket arn:aws:s3:::b",
    "ListObjectsV2, /b/?list-type=2, s3:ListBucket arn:aws:s3:::b",
    "ListMultipartUploads, /b?uploads, s3:ListBucketMultipartUploads arn:aws:s3:::b",
    "GetBucketCors, /b?cors, s3:GetBucketCORS arn:aws:s3:::b",
    "GetObject, /b/u/a%20b+c, s3:GetObject arn:aws:s3:::b/u/a b+c",
    "HeadObject, /b/k, s3:GetObject arn:aws:s3:::b/k",
    "GetObject, /b/k?versionId=1, s3:GetObjectVersion arn:aws:s3:::b/k",
    "DeleteObject, /b/k?versionId=1, s3:DeleteObjectVersion arn:aws:s3:::b/k",
    "PutObject, /b/k, s3:PutObject arn:aws:s3:::b/k",
    "PutObjectTagging, /b/k?tagging, s3:PutObjectTagging arn:aws:s3:::b/k",
    "CreateMultipartUpload, /b/k?uploads, s3:PutObject arn:aws:s3:::b/k",
    "UploadPart, /b/k?partNumber=1&uploadId=u, s3:PutObject arn:aws:s3:::b/k",
    "CompleteMultipartUpload, /b/k?uploadId=u, s3:PutObject arn:aws:s3:::b/k",
    "AbortMultipartUpload, /b/k?uploadId=u, s3:AbortMultipartUpload arn:aws:s3:::b/k",
    "ListParts, /b/k?uploadId=u, s3:ListMultipartUploadParts arn:aws:s3:::b/k",
  })
  void of_S3(String operation, String uri, String needed) {
    assertThat(s3(operation, uri, Map.of(), "")).containsExactly(needed);
  }

  @Test
  void a_copy_needs_its_source_as_well_and_a_tag_its_own_action() {
    assertThat(s3("CopyObject", "/b/k", Map.of("x-amz-copy-source", "/a/s%20t?versionId=9"), ""))
        .containsExactly("s3:PutObject arn:aws:s3:::b/k", "s3:GetObjectVersion arn:aws:s3:::a/s t");
    assertThat(s3("UploadPartCopy", "/b/k", Map.of("x-amz-copy-source", "a/s"), ""))
        .containsExactly("s3:PutObject arn:aws:s3:::b/k", "s3:GetObject arn:aws:s3:::a/s");
    assertThat(s3("PutObject", "/b/k", Map.of("x-amz-tagging", "a=b"), ""))
        .containsExactly("s3:PutObject arn:aws:s3:::b/k", "s3:PutObjectTagging arn:aws:s3:::b/k");
  }

  @Test
  void deleting_many_needs_the_permission_for_each() {
    String body =
        "<Delete xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><Object><Key>u/1 &amp; 2</Key>"
            + "</Object><Object><Key>d/1</Key></Object></Delete>";

    assertThat(new S3Access().readsBody("DeleteObjects")).isTrue();
    assertThat(s3("DeleteObjects", "/b?delete", Map.of(), body))
        .containsExactly(
            "s3:DeleteObject arn:aws:s3:::b/u/1 & 2", "s3:DeleteObject arn:aws:s3:::b/d/1");
  }

  @Test
  void a_listing_tells_conditions_what_it_lists() {
    Call call = call("ListObjectsV2", "/b?prefix=u%2F&max-keys=1", Map.of("x-amz-acl", "x"), "");

    assertThat(new S3Access().of(call).getFirst().context())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("s3:prefix", "u/", "s3:max-keys", "1", "s3:x-amz-acl", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SendMessage | {\"QueueUrl\":\"http://x/0/q\"} | sqs:SendMessage Q:q",
        "SendMessageBatch | {\"QueueUrl\":\"http://x/0/q\"} | sqs:SendMessage Q:q",
        "DeleteMessageBatch | {\"QueueUrl\":\"http://x/0/q\"} | sqs:DeleteMessage Q:q",
        "ChangeMessageVisibilityBatch | {\"QueueUrl\":\"q\"} | sqs:ChangeMessageVisibility Q:q",
        "GetQueueUrl | {\"QueueName\":\"q\"} | sqs:GetQueueUrl Q:q",
        "ListQueues | {} | sqs:ListQueues *",
        "SendMessage | {not json | sqs:SendMessage *",
      })
  void of_SQS(String operation, String body, String needed) {
    Call call = call(operation, "/", Map.of("x-amz-target", "AmazonSQS." + operation), body);

    assertThat(texts(new SqsAccess(QUEUES).of(call))).containsExactly(needed.replace("Q:", QUEUES));
  }

  @ParameterizedTest
  @CsvSource({
    "/, Action=SendMessageBatch&QueueUrl=http%3A%2F%2Fx%2F0%2Fq, sqs:SendMessage Q:q",
    "/0/q, Action=ReceiveMessage, sqs:ReceiveMessage Q:q",
    "/0/q?Action=PurgeQueue, '', sqs:PurgeQueue Q:q",
    "/, Action=ListQueues, sqs:ListQueues *",
  })
  void of_SQS_in_the_query_protocol(String uri, String body, String needed) {
    assertThat(texts(new SqsAccess(QUEUES).of(call("Unknown", uri, Map.of(), body))))
        .containsExactly(needed.replace("Q:", QUEUES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetItem | {\"TableName\":\"t\"} | dynamodb:GetItem T:t",
        "Query | {\"TableName\":\"t\",\"IndexName\":\"i\"} | dynamodb:Query T:t/index/i",
        "Scan | {\"TableName\":\"arn:aws:dynamodb:us-east-1:0:table/t\"} | dynamodb:Scan T:t",
        "ListTables | {} | dynamodb:ListTables *",
        "BatchGetItem | {\"RequestItems\":{\"t\":{}}} | dynamodb:BatchGetItem T:t",
      })
  void of_DynamoDB(String operation, String body, String needed) {
    assertThat(dynamoDb(operation, body)).containsExactly(needed.replace("T:", TABLES));
  }

  @Test
  void a_transaction_needs_what_its_parts_need() {
    assertThat(
            dynamoDb(
                "TransactWriteItems",
                """
                {"TransactItems": [
                  {"Put": {"TableName": "t"}},
                  {"Put": {"TableName": "t"}},
                  {"Update": {"TableName": "t"}},
                  {"Delete": {"TableName": "u"}},
                  {"ConditionCheck": {"TableName": "u"}}]}
                """))
        .containsExactly(
            "dynamodb:PutItem " + TABLES + "t",
            "dynamodb:UpdateItem " + TABLES + "t",
            "dynamodb:DeleteItem " + TABLES + "u",
            "dynamodb:ConditionCheckItem " + TABLES + "u");
    assertThat(
            dynamoDb(
                "TransactGetItems", "{\"TransactItems\": [{\"Get\": {\"TableName\": \"t\"}}]}"))
        .containsExactly("dynamodb:GetItem " + TABLES + "t");
  }

  private static List<String> s3(
      String operation, String uri, Map<String, String> headers, String body) {
    return texts(new S3Access().of(call(operation, uri, headers, body)));
  }

  private static List<String> dynamoDb(String operation, String body) {
    return texts(new DynamoDbAccess(TABLES).of(call(operation, "/", Map.of(), body)));
  }

  private static Call call(String operation, String uri, Map<String, String> headers, String body) {
    return new Call(operation, URI.create(uri), headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(List<Access> needed) {
    return needed.stream().map(one -> one.action() + " " + one.resource()).toList();
  }
}
