package dev.sluice.validator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.AwsClients;
import dev.sluice.aws.AwsPorts;
import dev.sluice.aws.Environment;
import dev.sluice.aws.SqsBatch;
import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.upload.Judge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/// Judges the objects that S3 says are there. The message is deleted only when the verdict is
/// recorded and everything that follows from it is on its way; until then SQS delivers it again.
public final class ValidatorHandler implements RequestStreamHandler {
  private final Judge judge;

  public ValidatorHandler() throws InvalidSettings {
    this(System.getenv());
  }

  /// @param variables the function's environment
  public ValidatorHandler(Map<String, String> variables) throws InvalidSettings {
    Environment environment = new Environment(variables);
    Settings settings = SluiceYaml.read(environment.taskRoot().resolve("sluice.yaml"));
    Clock clock = Clock.systemUTC();
    AwsPorts ports =
        AwsPorts.of(environment, new AwsClients(environment), settings.queues(), clock);
    judge = ports.judge(settings, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    SqsBatch.handle(
        input,
        output,
        message -> {
          ObjectCreated.objects(message.body()).forEach(judge::objectCreated);
          return true;
        },
        failure -> context.getLogger().log(failure));
  }
}
