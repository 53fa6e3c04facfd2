package dev.sluice.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The small application `example.notes`, and AWS's clients for the cloud it runs in.
final class Notes {
  private static final String SECRET = "test";

  private Notes() {}

  static Path template() {
    return resource("notes.template.json");
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Notes.class.getResource(name)).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static LocalCloudBuilder builder() {
    return builder(template());
  }

  static LocalCloudBuilder builder(Path template) {
    return LocalCloud.builder(template)
        .codeBase(Path.of("target"))
        .apiPath("/_notes")
        .parameter("Greeting", "hello");
  }

  static String output(LocalCloud cloud, String name) {
    return Objects.requireNonNull(cloud.outputs().get(name));
  }

  static boolean hasNote(LocalCloud cloud, String id) {
    return dynamoDb(cloud.endpoint())
        .getItem(
            of ->
                of.tableName(output(cloud, "Table"))
                    .key(Map.of("id", AttributeValue.fromS(id)))
                    .consistentRead(true))
        .hasItem();
  }

  /// What a function signs with.
  static AwsSessionCredentials role(LocalCloud cloud, String function) {
    Map<String, String> environment = cloud.function(function).configuration().environment();
    return AwsSessionCredentials.create(
        Objects.requireNonNull(environment.get("AWS_ACCESS_KEY_ID")),
        Objects.requireNonNull(environment.get("AWS_SECRET_ACCESS_KEY")),
        Objects.requireNonNull(environment.get("AWS_SESSION_TOKEN")));
  }

  static S3Client s3(URI endpoint) {
    return s3(endpoint, SECRET);
  }

  static S3Client s3(URI endpoint, String secret) {
    return s3(endpoint, user(secret));
  }

  static S3Client s3(URI endpoint, AwsCredentials credentials) {
    return at(endpoint, credentials, S3Client.builder().forcePathStyle(true));
  }

  static SqsClient sqs(URI endpoint) {
    return sqs(endpoint, SECRET);
  }

  static SqsClient sqs(URI endpoint, String secret) {
    return sqs(endpoint, user(secret));
  }

  static SqsClient sqs(URI endpoint, AwsCredentials credentials) {
    return at(endpoint, credentials, SqsClient.builder());
  }

  static DynamoDbClient dynamoDb(URI endpoint) {
    return dynamoDb(endpoint, SECRET);
  }

  static DynamoDbClient dynamoDb(URI endpoint, String secret) {
    return dynamoDb(endpoint, user(secret));
  }

  static DynamoDbClient dynamoDb(URI endpoint, AwsCredentials credentials) {
    return at(endpoint, credentials, DynamoDbClient.builder());
  }

  static EventBridgeClient events(URI endpoint) {
    return events(endpoint, user(SECRET));
  }

  static EventBridgeClient events(URI endpoint, AwsCredentials credentials) {
    return at(endpoint, credentials, EventBridgeClient.builder());
  }

  static S3Client s3(URI endpoint, Region region) {
    return at(endpoint, region, user(SECRET), S3Client.builder().forcePathStyle(true));
  }

  static DynamoDbClient dynamoDb(URI endpoint, Region region) {
    return at(endpoint, region, user(SECRET), DynamoDbClient.builder());
  }

  static SqsClient sqs(URI endpoint, Region region) {
    return at(endpoint, region, user(SECRET), SqsClient.builder());
  }

  private static AwsBasicCredentials user(String secret) {
    return AwsBasicCredentials.create("test", secret);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(
      URI endpoint, AwsCredentials credentials, B builder) {
    return at(endpoint, Region.US_EAST_1, credentials, builder);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(
      URI endpoint, Region region, AwsCredentials credentials, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
