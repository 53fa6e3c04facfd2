package dev.sluice.local;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The local cloud by itself, for any application: `java -jar … TEMPLATE`. It runs until it is
/// interrupted, and then lets running functions finish.
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private static final List<String> HELP = List.of("-h", "--help");

  private static final String USAGE =
      """
      Runs the application of a CloudFormation template in one process, until Ctrl-C.
      Usage: java -jar sluice-localstack-VERSION-app.jar TEMPLATE [OPTIONS]
        TEMPLATE                 JSON, as CDK synthesizes it or written by hand
        --port N                 default 4566; 0 takes a free one
        --region NAME            of the stack (default: us-east-1)
        --code DIR               what each function's Metadata aws:asset:path is relative to
                                 (default: the template's folder)
        --data DIR               keep objects, messages, items and logs there (default: keep nothing)
        --stack-name NAME        what names of buckets, queues, tables and functions begin with
                                 (default: the template's file name up to the first dot)
        --isolation KIND         process (default): each instance of a function is a JVM of its own;
                                 thread: in this process, where a debugger stops in them, and for
                                 handlers that take their environment by a constructor; the default
                                 of LocalCloud.builder
        --parameter NAME=VALUE   of the template; may be repeated

      A value may also follow after "=": --port=0.
      Clients need the endpoint, the stack's region, and the keys "test" and "test".
      """;

  private Main() {}

  /// Goes on until a signal. Ends with status 1 when the cloud does not start, and with 2 on wrong
  /// usage.
  public static void main(String[] line) throws InterruptedException {
    if (Arrays.stream(line).anyMatch(HELP::contains)) {
      System.out.print(USAGE);
      return;
    }
    try {
      LocalCloud cloud = start(Arguments.parse(line));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud), "close"));
      tell(cloud);
      new CountDownLatch(1).await();
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "; --help tells more");
      System.exit(WRONG_USAGE);
    } catch (LocalCloudException failed) {
      System.err.println(failed.getMessage());
      System.exit(FAILED);
    }
  }

  private static LocalCloud start(Arguments arguments) {
    LocalCloudBuilder builder =
        LocalCloud.builder(arguments.template())
            .port(arguments.port())
            .region(arguments.region())
            .isolation(arguments.isolation())
            .parameters(_ -> arguments.parameters());
    arguments.code().ifPresent(builder::codeBase);
    arguments.data().ifPresent(builder::data);
    arguments.stackName().ifPresent(builder::stackName);
    return builder.start();
  }

  private static void tell(LocalCloud cloud) {
    System.out.println("ready at " + cloud.endpoint());
    cloud.apiUrls().forEach((stage, url) -> System.out.println("API " + stage + " at " + url));
    cloud.outputs().forEach((name, value) -> System.out.println(name + " = " + value));
    cloud.remarks().forEach(System.err::println);
  }

  private static void stop(LocalCloud cloud) {
    System.out.println("stopping, running functions finish first");
    cloud.close();
    System.out.println("stopped");
  }
}
