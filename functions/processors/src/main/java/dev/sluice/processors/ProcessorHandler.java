package dev.sluice.processors;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.AwsClients;
import dev.sluice.aws.AwsPorts;
import dev.sluice.aws.Environment;
import dev.sluice.aws.SqsVisibility;
import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.Processor;
import dev.sluice.core.task.TaskRunner;
import dev.sluice.core.upload.ObjectStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A processor's function: runs the tasks of its queue, and hides a message that failed for a while
/// that grows with the attempts.
public abstract class ProcessorHandler implements RequestStreamHandler {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);

  private final Orders orders;

  /// @param variables the function's environment
  /// @param name as in sluice.yaml
  protected ProcessorHandler(
      Map<String, String> variables, String name, Function<ObjectStore, Processor> processor)
      throws InvalidSettings {
    Environment environment = new Environment(variables);
    Settings settings = SluiceYaml.read(environment.taskRoot().resolve("sluice.yaml"));
    ProcessorName processorName = new ProcessorName(name);
    int attempts =
        settings
            .processor(processorName)
            .orElseThrow(() -> new IllegalStateException("sluice.yaml has no processor " + name))
            .attempts();
    AwsClients clients = new AwsClients(environment);
    AwsPorts ports = AwsPorts.of(environment, clients, List.of(), Clock.systemUTC());
    Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, new SecureRandom());
    TaskRunner runner =
        new TaskRunner(
            ports.uploads(),
            ports.announcements(),
            processor.apply(ports.objects()),
            attempts,
            backoff);
    orders =
        new Orders(
            new SqsVisibility(clients.sqs(), environment.queueUrl(processorName)),
            backoff,
            runner::run);
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) {
    orders.handle(input, output, context.getLogger()::log);
  }
}
