package dev.sluice.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.dynamodb.DynamoDbAccess;
import dev.sluice.local.dynamodb.TableNames;
import dev.sluice.local.events.EventsAccess;
import dev.sluice.local.lambda.LambdaAccess;
import dev.sluice.local.sqs.SqsAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which request is about what, and needs which permissions: `resource: action on, action on`.
class ServiceAccessTest {
  private static final String QUEUES = "arn:aws:sqs:us-east-1:0:";
  private static final String TABLES = "arn:aws:dynamodb:us-east-1:0:table/";
  private static final String FUNCTIONS = "arn:aws:lambda:us-east-1:0:function:";
  private static final String BUSES = "arn:aws:events:us-east-1:0:event-bus/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SendMessage | {\"QueueUrl\":\"http://x/0/q\"} | q: sqs:SendMessage Q:q",
        "SendMessage | {\"QueueUrl\":\"http://x/0/q/\"} | q: sqs:SendMessage Q:q",
        "SendMessage | {\"QueueUrl\":\"http://x/0/q\",\"QueueName\":\"r\"} | q: sqs:SendMessage Q:q",
        "SendMessageBatch | {\"QueueUrl\":\"http://x/0/q\"} | q: sqs:SendMessage Q:q",
        "DeleteMessageBatch | {\"QueueUrl\":\"http://x/0/q\"} | q: sqs:DeleteMessage Q:q",
        "ChangeMessageVisibilityBatch | {\"QueueUrl\":\"q\"} | q: sqs:ChangeMessageVisibility Q:q",
        "GetQueueUrl | {\"QueueName\":\"q\"} | q: sqs:GetQueueUrl Q:q",
        "CreateQueue | {\"QueueName\":\"q\",\"QueueUrl\":\"http://x/0/r\"} | q: sqs:CreateQueue Q:q",
        "ListQueues | {\"QueueUrl\":\"http://x/0/q\"} | : sqs:ListQueues *",
        "SendMessage | {\"QueueName\":\"q\"} | : sqs:SendMessage *",
        "SendMessage | {not json | :",
      })
  void of_SQS(String operation, String body, String asked) {
    assertThat(text(new SqsAccess(QUEUES).of(call("AmazonSQS." + operation, "/", body))))
        .isEqualTo(asked.replace("Q:", QUEUES));
  }

  @ParameterizedTest
  @CsvSource({
    "/, Action=SendMessageBatch&QueueUrl=http%3A%2F%2Fx%2F0%2Fq, q: sqs:SendMessage Q:q",
    "/, Action=SendMessage&QueueUrl=http%3A%2F%2Fx%2F0%2Fq&QueueName=r, q: sqs:SendMessage Q:q",
    "/, Action=SendMessage&QueueUrl=http%3A%2F%2Fx%2F0%2Fq&QueueUrl, q: sqs:SendMessage Q:q",
    "/0/q, Action=ReceiveMessage, q: sqs:ReceiveMessage Q:q",
    "/0/q?Action=PurgeQueue, '', q: sqs:PurgeQueue Q:q",
    "/, Action=ListQueues, : sqs:ListQueues *",
    "/, Action=SendMessage&QueueUrl=%zz, :",
  })
  void of_SQS_in_the_query_protocol(String uri, String body, String asked) {
    assertThat(text(new SqsAccess(QUEUES).of(call(null, uri, body))))
        .isEqualTo(asked.replace("Q:", QUEUES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetItem | {\"TableName\":\"t\"} | t: dynamodb:GetItem T:t",
        "GetItem | {\"TableName\":\"t\",\"IndexName\":\"i\"} | t: dynamodb:GetItem T:t",
        "Query | {\"TableName\":\"t\",\"IndexName\":\"i\"} | t: dynamodb:Query T:t/index/i",
        "Scan | {\"TableName\":\"T:t\"} | t: dynamodb:Scan T:t",
        "GetItem | {\"TableName\":\"arn:aws:dynamodb:ddblocal:0:table/t\"} | :",
        "ListTables | {\"TableName\":\"t\"} | : dynamodb:ListTables *",
        "ExecuteStatement | {\"Statement\":\"select a, 'FROM u' from \\\"t\\\" where b = 1\"} | t: dynamodb:PartiQLSelect T:t",
        "ExecuteStatement | {\"Statement\":\"SELECT * -- FROM u\\n /* FROM v */ FROM \\\"t\\\".\\\"i\\\"\"} | t: dynamodb:PartiQLSelect T:t/index/i",
        "ExecuteStatement | {\"Statement\":\"SELECT \\\"FROM\\\" FROM t\"} | t: dynamodb:PartiQLSelect T:t",
        "ExecuteStatement | {\"Statement\":\"INSERT INTO \\\"t\\\" VALUE {'a':'FROM u'}\"} | t: dynamodb:PartiQLInsert T:t",
        "ExecuteStatement | {\"Statement\":\"SELECT `'` FROM t WHERE x = `' FROM u`\"} | : dynamodb:PartiQLSelect *, dynamodb:PartiQLInsert *, dynamodb:PartiQLUpdate *, dynamodb:PartiQLDelete *",
        "ExecuteStatement | {\"Statement\":\"DROP t\"} | : dynamodb:PartiQLSelect *, dynamodb:PartiQLInsert *, dynamodb:PartiQLUpdate *, dynamodb:PartiQLDelete *",
        "BatchExecuteStatement | {\"Statements\":[{\"Statement\":\"UPDATE t SET a=1\"},{\"Statement\":\"DELETE FROM \\\"u-v\\\" WHERE k=1\"}]} | t,u-v: dynamodb:PartiQLUpdate T:t, dynamodb:PartiQLDelete T:u-v",
        "ExecuteTransaction | {\"TransactStatements\":[{\"Statement\":\"EXISTS(SELECT * FROM t WHERE k=1)\"}]} | t: dynamodb:PartiQLSelect T:t",
        "TagResource | {\"ResourceArn\":\"T:t\",\"TableName\":\"u\"} | t: dynamodb:TagResource T:t",
        "DescribeStream | {\"StreamArn\":\"T:t/stream/1\"} | t: dynamodb:DescribeStream T:t/stream/1",
        "BatchGetItem | {\"RequestItems\":{\"t\":{},\"T:u\":{}},\"TableName\":\"v\"} | t,u: dynamodb:BatchGetItem T:t, dynamodb:BatchGetItem T:u",
      })
  void of_DynamoDB(String operation, String body, String asked) {
    assertThat(dynamoDb(operation, body.replace("T:", TABLES)))
        .isEqualTo(asked.replace("T:", TABLES));
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
                  {"ConditionCheck": {"TableName": "T:u"}}]}
                """
                    .replace("T:", TABLES)))
        .isEqualTo(
            "t,u: dynamodb:PutItem T:t, dynamodb:UpdateItem T:t, dynamodb:DeleteItem T:u, dynamodb:ConditionCheckItem T:u"
                .replace("T:", TABLES));
    assertThat(
            dynamoDb(
                "TransactGetItems", "{\"TransactItems\": [{\"Get\": {\"TableName\": \"t\"}}]}"))
        .isEqualTo("t: dynamodb:GetItem " + TABLES + "t");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /f/invocations, f: lambda:InvokeFunction F:f",
    "POST, /f%3Alive/invocations, f: lambda:InvokeFunction F:f:live",
    "POST, /f/invocations?Qualifier=live, f: lambda:InvokeFunction F:f:live",
    "POST, /000000000000%3Afunction%3Af/invocations, f: lambda:InvokeFunction F:f",
    "POST, /arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af/invocations, f: lambda:InvokeFunction F:f",
    "POST, /function%3Af%3Afunction%3Ag/invocations, function:f:function:g:",
    "GET, /f, f: lambda:GetFunction F:f",
    "GET, /f/configuration, f: lambda:GetFunctionConfiguration F:f",
    "GET, /, : lambda:ListFunctions *",
    "GET, '', : lambda:ListFunctions *",
  })
  void of_Lambda(String method, String path, String asked) {
    Call call = new Call(method, null, URI.create("/2015-03-31/functions" + path), new byte[0]);

    assertThat(text(new LambdaAccess(FUNCTIONS).of(call)))
        .isEqualTo(asked.replace("F:", FUNCTIONS));
  }

  @Test
  void of_EventBridge() {
    assertThat(
            text(
                new EventsAccess(BUSES)
                    .of(
                        call(
                            "AWSEvents.PutEvents",
                            "/",
                            "{\"Entries\":[{},{\"EventBusName\":\"b\"},{\"EventBusName\":\"B:b\"}]}"
                                .replace("B:", BUSES)))))
        .isEqualTo(
            "default,b: events:PutEvents B:default, events:PutEvents B:b".replace("B:", BUSES));
  }

  private static String dynamoDb(String operation, String body) {
    return text(
        new DynamoDbAccess(new TableNames("arn:aws:dynamodb:us-east-1:0:"))
            .of(call("DynamoDB_20120810." + operation, "/", body)));
  }

  private static Call call(@Nullable String target, String uri, String body) {
    return new Call("POST", target, URI.create(uri), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Asked asked) {
    return (asked.resource()
            + ": "
            + String.join(
                ", ",
                asked.needed().stream().map(one -> one.action() + " " + one.resource()).toList()))
        .strip();
  }
}
