package dev.sluice.aws;

import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Endpoint;
import dev.sluice.core.sign.Presigner;
import dev.sluice.core.upload.TransferUrls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The SDK's clients for one function, all over one HTTP client. Each is made when it is first
/// asked for, since that is most of a cold start.
public final class AwsClients implements AutoCloseable {
  private final Environment environment;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private @Nullable S3Client s3;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable SqsClient sqs;

  public AwsClients(Environment environment) {
    this.environment = environment;
    this.credentials = credentials(environment);
  }

  public synchronized S3Client s3() {
    S3Client made = s3;
    if (made == null) {
      made =
          with(S3Client.builder())
              // A bucket's name is no host name on a local endpoint.
              .forcePathStyle(environment.endpoint().isPresent())
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .httpClient(http)
              .build();
      s3 = made;
    }
    return made;
  }

  public synchronized DynamoDbClient dynamoDb() {
    DynamoDbClient made = dynamoDb;
    if (made == null) {
      made = with(DynamoDbClient.builder()).httpClient(http).build();
      dynamoDb = made;
    }
    return made;
  }

  public synchronized SqsClient sqs() {
    SqsClient made = sqs;
    if (made == null) {
      made = with(SqsClient.builder()).httpClient(http).build();
      sqs = made;
    }
    return made;
  }

  /// URLs of the bucket, signed with what this function's role allows.
  public TransferUrls transferUrls() {
    Endpoint bucket =
        environment
            .endpoint()
            .map(endpoint -> Endpoint.pathStyle(endpoint, environment.bucket()))
            .orElseGet(() -> Endpoint.aws(environment.region(), environment.bucket()));
    return new TransferUrls(
        new Presigner(environment.region(), bucket),
        () -> {
          AwsCredentials now = credentials.resolveCredentials();
          return new Credentials(
              now.accessKeyId(),
              now.secretAccessKey(),
              now instanceof AwsSessionCredentials session
                  ? Optional.of(session.sessionToken())
                  : Optional.empty());
        });
  }

  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
    builder.region(Region.of(environment.region())).credentialsProvider(credentials);
    environment.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  /// Lambda hands a function its role's credentials in these variables; elsewhere (SnapStart, tests
  /// on AWS) the SDK knows where to look.
  private static AwsCredentialsProvider credentials(Environment environment) {
    String key = environment.optional("AWS_ACCESS_KEY_ID").orElse("");
    String secret = environment.optional("AWS_SECRET_ACCESS_KEY").orElse("");
    if (key.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        environment
            .optional("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
            .orElseGet(() -> AwsBasicCredentials.create(key, secret)));
  }
}
