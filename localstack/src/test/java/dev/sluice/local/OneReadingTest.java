package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.local.fault.Fault;
import dev.sluice.local.fault.FaultRule;
import dev.sluice.local.http.CallRecord;
import dev.sluice.local.http.SignedRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What permissions, records and faults are about is what the service works on, however a request
/// spells it: a role that may use one queue, one table, one bus and one function can use no other.
class OneReadingTest {
  private static final String ACCOUNT = "arn:aws:%s:us-east-1:000000000000:";
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Out": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "Out"}},
        "Other": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "Other"}},
        "OpenTable": %s,
        "ClosedTable": %s,
        "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "bus"}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]},
          "Policies": [{"PolicyName": "One", "PolicyDocument": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow",
              "Action": ["sqs:*", "dynamodb:*", "events:*", "lambda:*"],
              "Resource": [
                "arn:aws:sqs:us-east-1:000000000000:Out",
                "arn:aws:dynamodb:us-east-1:000000000000:table/open",
                "arn:aws:dynamodb:us-east-1:000000000000:table/*/index/*",
                "arn:aws:dynamodb:us-east-1:000000000000:table/a*",
                "arn:aws:events:us-east-1:000000000000:event-bus/bus",
                "arn:aws:lambda:us-east-1:000000000000:function:Rc"]}]}}]}},
        "Rc": %s,
        "Allowed": %s}}
      """
          .formatted(table("open"), table("closed"), function("Fn"), function("Rc"));

  @TempDir private static Path folder;
  private static LocalCloud cloud;
  private static AwsCredentialsIdentity key;

  @BeforeAll
  static void start() throws IOException {
    cloud =
        LocalCloud.builder(Files.writeString(folder.resolve("one.template.json"), TEMPLATE))
            .codeBase(Path.of("target"))
            .start();
    Map<String, String> environment = cloud.function("Rc").configuration().environment();
    key =
        AwsSessionCredentialsIdentity.create(
            Objects.requireNonNull(environment.get("AWS_ACCESS_KEY_ID")),
            Objects.requireNonNull(environment.get("AWS_SECRET_ACCESS_KEY")),
            Objects.requireNonNull(environment.get("AWS_SESSION_TOKEN")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void clear() {
    cloud.recorder().clear();
    cloud.faults().clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SendMessage {'QueueUrl':'Q/Other','QueueName':'Out','MessageBody':'x'}",
        "SendMessage {'QueueName':'Out','QueueUrl':'Q/Other/','MessageBody':'x'}",
        "SendMessageBatch {'QueueUrl':'Q/Other','QueueName':'Out','Entries':[{'Id':'a','MessageBody':'x'}]}",
        "PurgeQueue {'QueueUrl':'Q/Other','QueueName':'Out'}",
        "CreateQueue {'QueueUrl':'Q/Out','QueueName':'Third'}",
      })
  void a_message_goes_to_the_queue_that_was_asked_for_in_json(String request) {
    HttpResponse<String> answer =
        call("sqs", "AmazonSQS", request.replace("Q/", cloud.endpoint() + "/000000000000/"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("AccessDenied");
  }

  @ParameterizedTest
  @CsvSource({
    "/, Action=SendMessage&MessageBody=x&QueueName=Out&QueueUrl=Q/Other",
    "/, Action=SendMessage&MessageBody=x&QueueUrl=Q/Out&QueueUrl=Q/Other",
    "/000000000000/Other, Action=SendMessage&MessageBody=x&QueueName=Out",
    "/000000000000/Other?QueueUrl, Action=SendMessage&MessageBody=x&QueueName=Out",
    "/?QueueUrl=Q/Out, Action=SendMessage&MessageBody=x&QueueUrl=Q/Other",
  })
  void a_message_goes_to_the_queue_that_was_asked_for_in_a_form(String path, String form) {
    String queues = cloud.endpoint() + "/000000000000/";
    try (SignedRequests role = SignedRequests.by("sqs", key)) {
      HttpResponse<String> answer =
          role.send(
              "POST",
              URI.create(cloud.endpoint() + path.replace("Q/", queues)),
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              form.replace("Q/", queues));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(answer.body()).contains("AccessDenied");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Rc, 200, this is Rc",
    "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3ARc, 200, this is Rc",
    "Rc%3Alive, 403, function:Rc:live because",
    "Fn, 403, function:Fn because",
    "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3AFn%3Afunction%3ARc, 400, functionName",
    "Fn%3Afunction%3ARc, 400, functionName",
    "function%3AFn%3Afunction%3ARc, 400, functionName",
    "Fn%2Finvocations%2FRc, 400, functionName",
  })
  void the_function_that_runs_is_the_one_that_was_asked_for(
      String function, int status, String body) {
    HttpResponse<String> answer = invoke(function);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  /// `Rc` is also the logical id of the function `Fn`.
  @Test
  void a_functions_name_comes_before_anothers_logical_id() {
    assertThat(invoke("Rc").statusCode()).isEqualTo(200);

    assertThat(cloud.recorder().calls())
        .extracting(CallRecord::service, CallRecord::operation, CallRecord::resource)
        .containsExactly(tuple("lambda", "Invoke", "Rc"));
    assertThat(invoke("Allowed").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutItem {'TableName':'open','TableName':'closed','Item':{'id':{'S':'a'}}}",
        "PutItem {'TableName':'closed','IndexName':'i','Item':{'id':{'S':'a'}}}",
        "PutItem {'TableName':'D:table/closed','Item':{'id':{'S':'a'}}}",
        "BatchGetItem {'TableName':'open','RequestItems':{'D:table/closed':{'Keys':[{'id':{'S':'a'}}]}}}",
        "TransactWriteItems {'TableName':'open','TransactItems':[{'Put':{'TableName':'D:table/closed','Item':{'id':{'S':'a'}}}}]}",
        "ExecuteStatement {'TableName':'open','Statement':'SELECT * FROM closed'}",
        "TagResource {'TableName':'open','ResourceArn':'D:table/closed','Tags':[]}",
        "ListTables {'TableName':'open'}",
      })
  void the_table_that_is_used_is_the_one_that_was_asked_for(String request) {
    HttpResponse<String> answer =
        call("dynamodb", "DynamoDB_20120810", request.replace("D:", ACCOUNT.formatted("dynamodb")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("AccessDeniedException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutItem {'TableName':'arn:aws:dynamodb:ddblocal:000000000000:table/closed','Item':{'id':{'S':'a'}}}",
        "PutItem {'tableName':'closed','Item':{'id':{'S':'a'}}}",
        "PutItem {'TableName':'open','tableName':'closed','Item':{'id':{'S':'a'}}}",
      })
  void no_other_spelling_reaches_a_table(String request) {
    var _ = call("dynamodb", "DynamoDB_20120810", request);

    try (DynamoDbClient dynamo = Notes.dynamoDb(cloud.endpoint())) {
      assertThat(dynamo.scan(of -> of.tableName("closed")).items()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bus | 200",
        "E:event-bus/bus | 200",
        "other | 400",
        "E:event-bus/other | 400",
        "E:event-bus/other/bus | 400",
        "arn:bus:event-bus/other | 400",
      })
  void every_entry_of_an_event_needs_its_bus(String bus, int status) {
    String entry = "{'EventBusName':'%s','Source':'s','DetailType':'t','Detail':'{}'}";
    String named = bus.replace("E:", ACCOUNT.formatted("events"));

    HttpResponse<String> answer =
        call(
            "events",
            "AWSEvents",
            "PutEvents {'Entries':[%s,%s]}"
                .formatted(entry.formatted("bus"), entry.formatted(named)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void calls_are_recorded_with_the_names_of_what_they_use() {
    String queue = cloud.endpoint() + "/000000000000/Out";
    var _ = call("sqs", "AmazonSQS", "SendMessage {'QueueUrl':'" + queue + "','MessageBody':'x'}");
    var _ =
        call(
            "dynamodb", "DynamoDB_20120810", "GetItem {'TableName':'open','Key':{'id':{'S':'a'}}}");
    var _ =
        call(
            "dynamodb",
            "DynamoDB_20120810",
            "BatchGetItem {'RequestItems':{'open':{'Keys':[{'id':{'S':'a'}}]},'closed':{}}}");
    var _ =
        call(
            "events",
            "AWSEvents",
            "PutEvents {'Entries':[{'EventBusName':'bus','Source':'s','DetailType':'t','Detail':'{}'}]}");

    assertThat(cloud.recorder().calls())
        .extracting(CallRecord::operation, CallRecord::resource)
        .containsExactly(
            tuple("SendMessage", "Out"),
            tuple("GetItem", "open"),
            tuple("BatchGetItem", "open,closed"),
            tuple("PutEvents", "bus"));
  }

  @Test
  void a_fault_is_for_the_queue_and_the_table_that_it_names() {
    Fault failure = new Fault.Fail(400, "Odd", "It was asked for.");
    cloud.faults().add(new FaultRule("sqs", "*", "*", "Out", 0, 1, failure));
    cloud.faults().add(new FaultRule("dynamodb", "*", "*", "clos*", 0, 1, failure));
    String queues = cloud.endpoint() + "/000000000000/";

    try (SignedRequests sqs = new SignedRequests("sqs");
        SignedRequests dynamo = new SignedRequests("dynamodb")) {
      String send = "SendMessage {'QueueUrl':'" + queues + "%s','MessageBody':'x'}";
      assertThat(call(sqs, "AmazonSQS", send.formatted("Other")).statusCode()).isEqualTo(200);
      assertThat(call(sqs, "AmazonSQS", send.formatted("Out")).body()).contains("Odd");
      assertThat(call(sqs, "AmazonSQS", send.formatted("Out")).statusCode()).isEqualTo(200);
      String get = "GetItem {'TableName':'%s','Key':{'id':{'S':'a'}}}";
      assertThat(call(dynamo, "DynamoDB_20120810", get.formatted("open")).statusCode())
          .isEqualTo(200);
      assertThat(call(dynamo, "DynamoDB_20120810", get.formatted("closed")).body()).contains("Odd");
    }
  }

  @Test
  void a_tables_arn_is_the_accounts_in_answers_and_taken_in_requests() {
    String arn = ACCOUNT.formatted("dynamodb") + "table/closed";
    try (DynamoDbClient dynamo = Notes.dynamoDb(cloud.endpoint())) {
      assertThat(dynamo.describeTable(of -> of.tableName("closed")).table().tableArn())
          .isEqualTo(arn);
      assertThat(dynamo.describeTable(of -> of.tableName(arn)).table().tableName())
          .isEqualTo("closed");
      dynamo.putItem(
          to -> to.tableName(arn).item(Map.of("id", AttributeValue.fromS("by its ARN"))));
      assertThat(
              dynamo
                  .deleteItem(
                      of ->
                          of.tableName("closed")
                              .key(Map.of("id", AttributeValue.fromS("by its ARN")))
                              .returnValues("ALL_OLD"))
                  .attributes())
          .isNotEmpty();
    }
  }

  private static String table(String name) {
    return """
        {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "%s",
          "BillingMode": "PAY_PER_REQUEST",
          "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}}"""
        .formatted(name);
  }

  private static String function(String name) {
    return """
        {"Type": "AWS::Lambda::Function", "Metadata": {"aws:asset:path": "test-classes"},
         "Properties": {"FunctionName": "%1$s", "Runtime": "java25",
           "Code": {"S3Bucket": "assets", "S3Key": "x.zip"},
           "Handler": "example.notes.Reader::handleRequest",
           "Environment": {"Variables": {"GREETING": "this is %1$s"}},
           "Role": {"Fn::GetAtt": ["Role", "Arn"]}}}"""
        .formatted(name);
  }

  private static HttpResponse<String> invoke(String function) {
    try (SignedRequests role = SignedRequests.by("lambda", key)) {
      return role.send(
          "POST",
          URI.create(cloud.endpoint() + "/2015-03-31/functions/" + function + "/invocations"),
          Map.of(),
          "{\"pathParameters\":{}}");
    }
  }

  private static HttpResponse<String> call(String service, String target, String request) {
    try (SignedRequests role = SignedRequests.by(service, key)) {
      return call(role, target, request);
    }
  }

  /// @param request the operation and its JSON
  private static HttpResponse<String> call(SignedRequests by, String target, String request) {
    int space = request.indexOf(' ');
    return by.send(
        "POST",
        cloud.endpoint(),
        Map.of(
            "X-Amz-Target",
            target + "." + request.substring(0, space),
            "Content-Type",
            "application/x-amz-json-1.0"),
        request.substring(space + 1).replace('\'', '"'));
  }
}
