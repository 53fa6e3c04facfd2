package dev.sluice.local.sqs;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.SignatureCheck;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// SQS behind a front door that checks signatures, as the local cloud has it, with a clock that the
/// test moves.
final class SqsWire implements AutoCloseable {
  final MovableClock clock = new MovableClock();
  final CallRecorder recorder = new CallRecorder();
  private final FrontDoor door = new FrontDoor(0, recorder, key -> key);
  final SqsService service =
      new SqsService("us-east-1", "000000000000", endpoint(), Optional.empty(), clock);
  final SqsClient client;

  SqsWire() {
    door.service(
        "sqs",
        new SignatureCheck(
            new SignatureVerifier(
                "sqs",
                "us-east-1",
                key ->
                    key.equals("test")
                        ? Optional.of(SigningKey.permanent("test"))
                        : Optional.empty(),
                InstantSource.system()),
            service));
    door.start();
    client =
        SqsClient.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.port());
  }

  @Override
  public void close() {
    client.close();
    service.close();
    door.close();
  }
}
