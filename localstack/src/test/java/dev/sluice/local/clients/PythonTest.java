package dev.sluice.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// boto3, and LocalStack's own command line `awslocal`, from PyPI.
@Tag("clients")
class PythonTest {
  @TempDir private Path folder;
  private ClientsCloud cloud;
  private Path environment;

  @BeforeEach
  void start() {
    environment = Packages.python();
    cloud = new ClientsCloud(folder.resolve("cloud"));
  }

  @AfterEach
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void boto3_does_its_ordinary_work() {
    Program python = Program.at("python", environment.resolve("bin/python"));

    String done =
        python
            .with(cloud.environment())
            .succeeds(Path.of(ClientsCloud.resource("work.py")), folder)
            .output();

    assertThat(done.lines())
        .containsExactly(
            "tree", "parts", "presigned", "reads", "lists", "copies", "form", "messages", "items");
  }

  /// Its endpoint is AWS_ENDPOINT_URL or else port 4566. It starts the `aws` that it finds.
  @Test
  void awslocal_needs_nothing_but_the_port() {
    Program awslocal =
        Program.at("awslocal", environment.resolve("bin/awslocal"))
            .with(cloud.environment())
            .with(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    cloud.endpoint().toString(),
                    "PATH",
                    environment.resolve("bin") + ":/usr/bin:/bin"));

    awslocal.succeeds("s3", "mb", "s3://made-here");
    assertThat(awslocal.succeeds("s3", "ls").output()).contains(cloud.bucket(), "made-here");
    assertThat(awslocal.succeeds("sqs", "list-queues").output()).contains(cloud.queueUrl());
    assertThat(awslocal.succeeds("dynamodb", "list-tables").output()).contains(cloud.table());
  }
}
