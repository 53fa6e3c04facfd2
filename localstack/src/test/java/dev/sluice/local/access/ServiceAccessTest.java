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

  @ParameterizedTest
  @CsvSource({
    "/f/invocations, lambda:InvokeFunction F:f",
    "/f%3Alive/invocations, lambda:InvokeFunction F:f:live",
    "/arn%3Aaws%3Alambda%3Aus-east-1%3A0%3Afunction%3Af/invocations, lambda:InvokeFunction F:f",
    "/f, lambda:GetFunction F:f",
    "/f/configuration, lambda:GetFunctionConfiguration F:f",
    "/, lambda:ListFunctions *",
    "'', lambda:ListFunctions *",
  })
  void of_Lambda(String path, String needed) {
    String functions = "arn:aws:lambda:us-east-1:0:function:";

    assertThat(
            texts(
                new LambdaAccess(functions)
                    .of(call("Unknown", "/2015-03-31/functions" + path, Map.of(), ""))))
        .containsExactly(needed.replace("F:", functions));
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
