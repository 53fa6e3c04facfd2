package dev.sluice.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.api.http.ProxyEvent;
import dev.sluice.api.route.Services;
import dev.sluice.aws.AwsClients;
import dev.sluice.aws.AwsPorts;
import dev.sluice.aws.Components;
import dev.sluice.aws.Environment;
import dev.sluice.aws.StackTrace;
import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.health.Readiness;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.Uploads;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// The API's function.
public final class ApiHandler implements RequestStreamHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ProxyEvent events = new ProxyEvent(JsonMapper.shared());
  private final Services services;
  private final Tokens tokens;
  private final Cors cors;

  public ApiHandler() throws InvalidSettings {
    this(System.getenv());
  }

  /// @param variables the function's environment
  public ApiHandler(Map<String, String> variables) throws InvalidSettings {
    Environment environment = new Environment(variables);
    Settings settings = SluiceYaml.read(environment.taskRoot().resolve("sluice.yaml"));
    Clock clock = Clock.systemUTC();
    AwsClients clients = new AwsClients(environment);
    AwsPorts ports = AwsPorts.of(environment, clients, settings.queues(), clock);
    Uploads uploads =
        new Uploads(
            settings,
            ports.uploads(),
            ports.objects(),
            clients.transferUrls(),
            ports.judge(settings, clock),
            randomIds(),
            clock);
    Readiness readiness =
        new Readiness(
            List.of(
                Components.s3(clients.s3(), environment.bucket()),
                Components.dynamoDb(clients.dynamoDb(), environment.table()),
                Components.sqs(clients.sqs(), environment.eventsQueueUrl())),
            PATIENCE,
            System::nanoTime);
    services = new Services(uploads, readiness);
    tokens =
        new Tokens(
            environment.required("SLUICE_JWT_ISSUER"),
            environment.required("SLUICE_JWT_AUDIENCE"),
            environment.required("SLUICE_JWT_KEYS"),
            clock);
    cors = new Cors(environment.optional("SLUICE_ALLOWED_ORIGINS").orElse("*"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    Router router =
        new Router(
            services,
            tokens,
            cors,
            failure ->
                context.getLogger().log(context.getAwsRequestId() + ": " + StackTrace.of(failure)));
    events.write(router.handle(events.read(input)), output);
  }

  private static Supplier<UploadId> randomIds() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      return UploadId.of(bytes);
    };
  }
}
