package dev.sluice.local.clients;

import dev.sluice.local.LocalCloud;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A local cloud on a free port with a bucket, a queue and a table, and what a client's environment
/// has to say to find it.
final class ClientsCloud implements AutoCloseable {
  private final LocalCloud cloud;

  /// @param data where it keeps what clients bring, which may be hundreds of megabytes
  ClientsCloud(Path data) {
    cloud = LocalCloud.builder(Path.of(resource("clients.template.json"))).data(data).start();
  }

  /// A file that lies beside these classes.
  static URI resource(String name) {
    try {
      return Objects.requireNonNull(ClientsCloud.class.getResource(name), name).toURI();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  /// `127.0.0.1:PORT`
  String authority() {
    return cloud.endpoint().getAuthority();
  }

  String bucket() {
    return output("Bucket");
  }

  String queueUrl() {
    return output("Queue");
  }

  String table() {
    return output("Table");
  }

  /// What AWS's command lines and SDKs read; files of the user's are kept out of it.
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ENDPOINT_URL", endpoint().toString());
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_PAGER", "");
    environment.put("BUCKET", bucket());
    environment.put("QUEUE_URL", queueUrl());
    environment.put("TABLE", table());
    return environment;
  }

  @Override
  public void close() {
    cloud.close();
  }

  private String output(String name) {
    return Objects.requireNonNull(cloud.outputs().get(name), name);
  }
}
