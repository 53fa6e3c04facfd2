package dev.sluice.cli;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.local.LocalCloud;
import dev.sluice.local.LocalCloudBuilder;
import java.net.URI;
import java.nio.file.Path;

/// Starts the embedded cloud of `localstack` from the committed template snapshot. The only file
/// that knows its API.
final class EmbeddedCloud {
  private static final String API_PATH = "/_sluice";

  private EmbeddedCloud() {}

  static Cloud.Starter starter() {
    return settings -> {
      checkSettings(settings.home());
      LocalCloudBuilder builder =
          LocalCloud.builder(settings.home().resolve("infra-cdk/snapshot/sluice.template.json"))
              .codeBase(settings.home())
              .port(settings.port())
              .parameters(settings.parameters())
              .apiPath(API_PATH)
              .path(Page.PATH, settings.page());
      settings.data().ifPresentOrElse(builder::data, builder::ephemeral);
      return new Running(builder.start());
    };
  }

  /// A function reads its copy when it starts; whoever typed `up` wants to hear of a mistake now.
  private static void checkSettings(Path home) {
    try {
      SluiceYaml.read(home.resolve("sluice.yaml"));
    } catch (InvalidSettings e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private record Running(LocalCloud cloud) implements Cloud {
    @Override
    public URI endpoint() {
      return cloud.endpoint();
    }

    @Override
    public URI apiUrl() {
      return onLocalhost(API_PATH);
    }

    @Override
    public URI pageUrl() {
      return onLocalhost(Page.PATH);
    }

    @Override
    public void warm() {
      cloud.warm();
    }

    @Override
    public void close() {
      cloud.close();
    }

    private URI onLocalhost(String path) {
      return URI.create("http://localhost:" + cloud.endpoint().getPort() + path);
    }
  }
}
