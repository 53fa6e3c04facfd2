package dev.sluice.contract;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.Environment;
import dev.sluice.local.LocalCloud;
import java.nio.file.Path;
import java.util.Map;

/// S3 and DynamoDB of the embedded cloud, with the bucket and the table of the real template.
final class EmbeddedBackend implements AutoCloseable {
  private final LocalCloud cloud;
  private final AwsClients clients;

  EmbeddedBackend(Path codeBase) {
    Path home = Path.of(System.getProperty("sluice.home"));
    cloud =
        LocalCloud.builder(home.resolve("infra-cdk/snapshot/sluice.template.json"))
            .codeBase(codeBase)
            .port(0)
            .ephemeral()
            .parameter("JwtIssuer", "https://issuer.example")
            .parameter("JwtAudience", "uploads")
            .parameter("JwtKeySet", "{\"keys\":[]}")
            .start();
    clients =
        new AwsClients(
            new Environment(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test",
                    "AWS_ENDPOINT_URL", cloud.endpoint().toString())));
  }

  AwsClients clients() {
    return clients;
  }

  String bucket() {
    return output("BucketName");
  }

  String table() {
    return output("TableName");
  }

  private String output(String name) {
    String value = cloud.outputs().get(name);
    if (value == null) {
      throw new AssertionError("the template has no output " + name);
    }
    return value;
  }

  @Override
  public void close() {
    clients.close();
    cloud.close();
  }
}
