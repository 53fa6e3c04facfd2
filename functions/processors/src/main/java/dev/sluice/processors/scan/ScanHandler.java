package dev.sluice.processors.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.AwsClients;
import dev.sluice.aws.AwsPorts;
import dev.sluice.aws.Environment;
import dev.sluice.aws.GuardDutyScanner;
import dev.sluice.aws.SqsVisibility;
import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.scan.ScanRunner;
import dev.sluice.core.scan.Scanner;
import dev.sluice.core.task.Backoff;
import dev.sluice.processors.Orders;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// The scanner's function.
public final class ScanHandler implements RequestStreamHandler {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  /// A large archive takes the daemon minutes after its last byte.
  private static final Duration CLAMD_PATIENCE = Duration.ofMinutes(5);

  private final Orders orders;

  public ScanHandler() throws InvalidSettings {
    this(System.getenv());
  }

  /// @param variables the function's environment
  public ScanHandler(Map<String, String> variables) throws InvalidSettings {
    Environment environment = new Environment(variables);
    Settings settings = SluiceYaml.read(environment.taskRoot().resolve("sluice.yaml"));
    Clock clock = Clock.systemUTC();
    AwsClients clients = new AwsClients(environment);
    AwsPorts ports = AwsPorts.of(environment, clients, settings.queues(), clock);
    Scanner scanner =
        switch (settings.scannerNeeded().service()) {
          case ScannerRules.Service.Clamd clamd ->
              new Clamd(
                  ports.objects(),
                  InetSocketAddress.createUnresolved(clamd.host(), clamd.port()),
                  CLAMD_PATIENCE);
          case ScannerRules.Service.GuardDuty _ ->
              new GuardDutyScanner(clients.s3(), environment.bucket());
        };
    Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, new SecureRandom());
    orders =
        new Orders(
            new SqsVisibility(clients.sqs(), environment.queueUrl(ScannerRules.QUEUE)),
            backoff,
            new ScanRunner(ports.uploads(), ports.judge(settings, clock), scanner, backoff, clock)
                ::run);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    orders.handle(input, output, context.getLogger()::log);
  }
}
