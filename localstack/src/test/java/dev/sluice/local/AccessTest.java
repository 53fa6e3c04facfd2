package dev.sluice.local;

import static dev.sluice.local.Notes.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.http.CallRecord;
import dev.sluice.local.http.SignedRequests;
import dev.sluice.local.iam.Permissions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Functions may do what their role's policy says, over the wire: a role that puts and gets in one
/// table and polls one queue.
class AccessTest {
  private static LocalCloud cloud;
  private static AwsSessionCredentials role;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    cloud = Notes.builder().start();
    role = Notes.role(cloud, "Keeper");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void invokingAFunctionNeedsItsPermissionAndASignature() {
    String name = cloud.function("Reader").configuration().name();
    URI invoke = URI.create(cloud.endpoint() + "/2015-03-31/functions/" + name + "/invocations");
    try (SignedRequests administrator = new SignedRequests("lambda");
        SignedRequests function = SignedRequests.by("lambda", role);
        SignedRequests forger = SignedRequests.withSecret("lambda", "guessed")) {

      HttpResponse<String> allowed = administrator.send("POST", invoke, Map.of(), "{}");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.body()).contains("\"statusCode\":200");

      HttpResponse<String> refused = function.send("POST", invoke, Map.of(), "{}");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("X-Amzn-ErrorType"))
          .hasValue("AccessDeniedException");
      assertThat(JsonMapper.shared().readTree(refused.body()).path("Message").asString())
          .isEqualTo(
              caller()
                  + " is not authorized to perform: lambda:InvokeFunction on resource: "
                  + "arn:aws:lambda:us-east-1:000000000000:function:"
                  + name
                  + " because no identity-based policy allows the lambda:InvokeFunction action");

      HttpResponse<String> forged = forger.send("POST", invoke, Map.of(), "{}");
      assertThat(forged.statusCode()).isEqualTo(403);
      assertThat(forged.headers().firstValue("X-Amzn-ErrorType"))
          .hasValue("InvalidSignatureException");
    }
    assertThat(cloud.recorder().calls())
        .filteredOn(call -> call.service().equals("lambda") && call.resource().equals(name))
        .extracting(CallRecord::operation)
        .containsExactly("Invoke", "Invoke", "Invoke");
  }

  @Test
  void dynamoDbRefusesWhatTheRoleMayNotDo() {
    DynamoDbClient dynamo = Notes.dynamoDb(cloud.endpoint(), role);
    String table = output(cloud, "Table");

    assertThatCode(() -> dynamo.getItem(of -> of.tableName(table).key(Map.of("id", text("a")))))
        .doesNotThrowAnyException();
    assertRefused(
        () -> dynamo.deleteItem(of -> of.tableName(table).key(Map.of("id", text("a")))),
        400,
        "AccessDeniedException",
        caller()
            + " is not authorized to perform: dynamodb:DeleteItem on resource: "
            + "arn:aws:dynamodb:us-east-1:000000000000:table/"
            + table
            + " because no identity-based policy allows the dynamodb:DeleteItem action");
    assertRefused(
        () ->
            dynamo.query(
                of ->
                    of.tableName(table)
                        .indexName("byKind")
                        .keyConditionExpression("kind = :k")
                        .expressionAttributeValues(Map.of(":k", text("k")))),
        400,
        "AccessDeniedException",
        "dynamodb:Query on resource: arn:aws:dynamodb:us-east-1:000000000000:table/"
            + table
            + "/index/byKind");
    assertRefused(
        () ->
            dynamo.transactWriteItems(
                of ->
                    of.transactItems(
                        TransactWriteItem.builder()
                            .conditionCheck(
                                check ->
                                    check
                                        .tableName(table)
                                        .key(Map.of("id", text("a")))
                                        .conditionExpression("attribute_exists(id)"))
                            .build())),
        400,
        "AccessDeniedException",
        "dynamodb:ConditionCheckItem");
  }

  @Test
  void sqsRefusesInBothProtocolsWithTheActionInSmallLetters() {
    SqsClient sqs = Notes.sqs(cloud.endpoint(), role);
    String url = output(cloud, "Arrivals");

    assertThatCode(
            () ->
                sqs.getQueueAttributes(
                    of -> of.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)))
        .doesNotThrowAnyException();
    assertRefused(
        () -> sqs.sendMessage(to -> to.queueUrl(url).messageBody("x")),
        403,
        "AccessDenied",
        caller()
            + " is not authorized to perform: sqs:sendmessage on resource: "
            + "arn:aws:sqs:us-east-1:000000000000:"
            + url.replaceFirst(".*/", "")
            + " because no identity-based policy allows the sqs:sendmessage action");
    assertRefused(
        () -> sqs.receiveMessage(of -> of.queueUrl(output(cloud, "Lost"))),
        403,
        "AccessDenied",
        "sqs:receivemessage on resource: arn:aws:sqs:us-east-1:000000000000:notes-Lost");
  }

  @Test
  void s3RefusesHeadersAndPresignedUrlsAlike() throws Exception {
    S3Client s3 = Notes.s3(cloud.endpoint(), role);
    String bucket = output(cloud, "Bucket");
    String denied =
        caller()
            + " is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::"
            + bucket
            + "/out/a b\" because no identity-based policy allows the s3:PutObject action";

    assertRefused(
        () ->
            s3.putObject(to -> to.bucket(bucket).key("out/a b"), RequestBody.fromString("content")),
        403,
        "AccessDenied",
        denied);
    HttpResponse<String> presigned = put(presigned(role, bucket, "out/a b"));
    assertThat(presigned.statusCode()).isEqualTo(403);
    assertThat(presigned.body().replace("&quot;", "\""))
        .contains("<Error><Code>AccessDenied</Code><Message>" + denied);
    AwsBasicCredentials user = AwsBasicCredentials.create("test", "test");
    assertThat(put(presigned(user, bucket, "out/a b")).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyOfNobodysIsLeftToS3AndAnAnonymousRequestIsRefused() throws Exception {
    String bucket = output(cloud, "Bucket");

    assertRefused(
        () ->
            Notes.s3(cloud.endpoint(), AwsBasicCredentials.create("AKIANOBODY", "x"))
                .listObjectsV2(of -> of.bucket(bucket)),
        403,
        "InvalidAccessKeyId",
        "");
    HttpResponse<String> anonymous = put(URI.create(cloud.endpoint() + "/" + bucket + "/out/k"));
    assertThat(anonymous.statusCode()).isEqualTo(403);
    assertThat(anonymous.body()).contains("<Message>Access Denied</Message>");
  }

  @Test
  void aPolicyThatIsPutOnABucketCountsForRolesUntilItIsDeleted() {
    S3Client s3 = Notes.s3(cloud.endpoint(), role);
    S3Client user = Notes.s3(cloud.endpoint());
    String bucket = output(cloud, "Bucket");
    ThrowingCallable put =
        () -> s3.putObject(to -> to.bucket(bucket).key("let/in"), RequestBody.fromString("x"));
    assertRefused(put, 403, "AccessDenied", "no identity-based policy allows");

    user.putBucketPolicy(
        of ->
            of.bucket(bucket)
                .policy(
                    """
                    {"Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},
                     "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/let/*"}}"""
                        .formatted(roleArn(), bucket)));
    assertThatCode(put).doesNotThrowAnyException();

    user.deleteBucketPolicy(of -> of.bucket(bucket));
    assertRefused(put, 403, "AccessDenied", "no identity-based policy allows");
  }

  @Test
  void aRolesKeyIsNobodysWithoutItsToken() {
    AwsBasicCredentials bare =
        AwsBasicCredentials.create(role.accessKeyId(), role.secretAccessKey());
    String invalid = "The security token included in the request is invalid";
    String url = output(cloud, "Arrivals");

    assertRefused(
        () -> Notes.s3(cloud.endpoint(), bare).listBuckets(), 403, "InvalidAccessKeyId", "");
    assertRefused(
        () -> Notes.dynamoDb(cloud.endpoint(), bare).listTables(),
        400,
        "UnrecognizedClientException",
        invalid);
    assertRefused(
        () -> Notes.sqs(cloud.endpoint(), bare).receiveMessage(of -> of.queueUrl(url)),
        403,
        "UnrecognizedClientException",
        invalid);
  }

  @Test
  void refusalsAreRememberedWithWhoWasRefusedWhat() {
    String table = output(cloud, "Table");
    assertRefused(
        () -> Notes.dynamoDb(cloud.endpoint(), role).scan(of -> of.tableName(table)),
        400,
        "AccessDeniedException",
        "dynamodb:Scan");

    assertThat(cloud.permissions().refusals())
        .containsKey(
            new Permissions.Refusal(
                roleArn(),
                "dynamodb:Scan",
                "arn:aws:dynamodb:us-east-1:000000000000:table/" + table));
    assertThat(cloud.recorder().calls())
        .anySatisfy(
            call -> {
              assertThat(call.operation()).isEqualTo("Scan");
              assertThat(call.principal()).isEqualTo(roleArn());
              assertThat(call.status()).isEqualTo(400);
            });
  }

  @Test
  void aQueuesPolicyHoldsForTheOwnerToo() throws IOException {
    Path template =
        changed(
            resources -> {
              ObjectNode deny =
                  ((ObjectNode) resources.at("/ArrivalsPolicy/Properties/PolicyDocument"))
                      .withArray("Statement")
                      .addObject();
              deny.put("Effect", "Deny").put("Principal", "*").put("Action", "sqs:PurgeQueue");
              deny.putObject("Resource").putArray("Fn::GetAtt").add("Arrivals").add("Arn");
              ObjectNode condition = deny.putObject("Condition");
              condition.putObject("Bool").put("aws:ViaAWSService", "false");
              condition
                  .putObject("StringEquals")
                  .put("aws:RequestedRegion", "us-east-1")
                  .put("aws:ResourceAccount", "000000000000");
            });

    try (LocalCloud strict = Notes.builder(template).start()) {
      assertRefused(
          () ->
              Notes.sqs(strict.endpoint())
                  .purgeQueue(of -> of.queueUrl(output(strict, "Arrivals"))),
          403,
          "AccessDenied",
          "with an explicit deny in a resource-based policy");
    }
  }

  @Test
  void whatAwsWouldNotCreateForWantOfPermissionsDoesNotStart() throws IOException {
    Path template =
        changed(
            resources -> {
              ((ObjectNode) resources.at("/RolePolicy/Properties/PolicyDocument/Statement/1"))
                  .put("Action", "sqs:ReceiveMessage");
              ((ObjectNode) resources.at("/ArrivalsPolicy/Properties/PolicyDocument/Statement/0"))
                  .put("Action", "sqs:GetQueueUrl");
              ((ObjectNode)
                      resources.at(
                          "/Role/Properties/AssumeRolePolicyDocument/Statement/0/Principal"))
                  .put("Service", "ec2.amazonaws.com");
            });

    assertThatThrownBy(() -> Notes.builder(template).start())
        .isInstanceOf(LocalCloudException.class)
        .hasMessageContaining(
            "Keeper: The role defined for the function cannot be assumed by Lambda.")
        .hasMessageContaining(
            "KeeperMapping: The function execution role does not have permissions to call"
                + " DeleteMessage on SQS")
        .hasMessageContaining("to call GetQueueAttributes on SQS")
        .hasMessageContaining(
            "Drop: Unable to validate the following destination configurations: User:"
                + " s3.amazonaws.com is not authorized to perform: sqs:SendMessage");
  }

  private Path changed(Consumer<ObjectNode> change) throws IOException {
    ObjectNode template =
        (ObjectNode) JsonMapper.shared().readTree(Files.readString(Notes.template()));
    change.accept((ObjectNode) template.path("Resources"));
    return Files.writeString(folder.resolve("notes.template.json"), template.toString());
  }

  private static URI presigned(AwsCredentials signer, String bucket, String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(signer))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return URI.create(
          presigner
              .presignPutObject(
                  to ->
                      to.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(put -> put.bucket(bucket).key(key)))
              .url()
              .toString());
    }
  }

  private static HttpResponse<String> put(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("content")).build(),
          BodyHandlers.ofString());
    }
  }

  private static String roleArn() {
    return cloud.credentials().find(role.accessKeyId()).orElseThrow().principal().name();
  }

  private static String caller() {
    return "User: "
        + roleArn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
        + "/"
        + cloud.function("Keeper").configuration().name();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static void assertRefused(
      ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
            });
  }
}
