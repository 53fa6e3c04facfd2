package dev.sluice.cli;

import dev.sluice.local.LocalCloud;
import dev.sluice.local.LocalCloudBuilder;
import dev.sluice.local.lambda.Isolation;
import java.net.URI;

/// Starts the embedded cloud of `localstack` from the committed template snapshot. The only file
/// that knows its API.
final class EmbeddedCloud {
  private static final String API_PATH = "/_sluice";

  private EmbeddedCloud() {}

  static Cloud.Starter starter() {
    return settings -> {
      SettingsCheck.run(settings.home());
      LocalCloudBuilder builder =
          LocalCloud.builder(settings.home().resolve("infra-cdk/snapshot/sluice.template.json"))
              .codeBase(settings.home())
              .port(settings.port())
              .isolation(settings.processes() ? Isolation.PROCESS : Isolation.THREAD)
              .parameters(settings.parameters())
              .apiPath(API_PATH)
              .path(Page.PATH, settings.page());
      settings.data().ifPresentOrElse(builder::data, builder::ephemeral);
      return new Running(builder.start());
    };
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
