package dev.sluice.local;

import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.fault.Faults;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FaultInjector;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.PortTaken;
import dev.sluice.local.lambda.Isolation;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.StackContext;
import dev.sluice.local.template.TemplateException;
import dev.sluice.local.template.TemplateReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Settings of a [LocalCloud]. Without any, everything is in memory and the port is a free one.
public final class LocalCloudBuilder {
  private final TemplateFile template;
  private Function<URI, Map<String, String>> parameters = endpoint -> Map.of();
  private Optional<String> stackName = Optional.empty();
  private String region = StackContext.REGION;
  private int port;

  Path codeBase;
  Optional<Path> data = Optional.empty();
  Optional<String> apiPath = Optional.empty();
  InstantSource clock = InstantSource.system();
  Isolation isolation = Isolation.THREAD;
  Consumer<String> notices = System.err::println;
  final Map<String, HttpHandler> paths = new LinkedHashMap<>();

  LocalCloudBuilder(Path template) {
    this.template = new TemplateFile(template);
    this.codeBase = this.template.folder();
  }

  /// The directory to which the resources' `aws:asset:path` is relative; by default the template's.
  public LocalCloudBuilder codeBase(Path directory) {
    this.codeBase = directory.toAbsolutePath().normalize();
    return this;
  }

  /// The port on 127.0.0.1 and ::1; 0, the default, takes a free one.
  public LocalCloudBuilder port(int number) {
    this.port = number;
    return this;
  }

  /// The region of the stack, `us-east-1` by default, for which alone requests may be signed.
  public LocalCloudBuilder region(String name) {
    this.region = name;
    return this;
  }

  /// Keeps objects, messages, tables and logs in a directory, for the next start.
  public LocalCloudBuilder data(Path directory) {
    this.data = Optional.of(directory.toAbsolutePath().normalize());
    return this;
  }

  /// Keeps everything in memory, or in places that are gone afterwards.
  public LocalCloudBuilder ephemeral() {
    this.data = Optional.empty();
    return this;
  }

  /// What physical names begin with, in CloudFormation's form; by default the template's file name
  /// up to the first dot.
  public LocalCloudBuilder stackName(String name) {
    this.stackName = Optional.of(name);
    return this;
  }

  /// Gives one of the template's parameters a value.
  public LocalCloudBuilder parameter(String name, String value) {
    return parameters(endpoint -> Map.of(name, value));
  }

  /// Gives parameters values that depend on the endpoint. A later value replaces an earlier one.
  public LocalCloudBuilder parameters(Function<URI, Map<String, String>> values) {
    Function<URI, Map<String, String>> before = parameters;
    this.parameters =
        endpoint -> {
          Map<String, String> all = new LinkedHashMap<>(before.apply(endpoint));
          all.putAll(values.apply(endpoint));
          return all;
        };
    return this;
  }

  /// A short path for the template's first API stage, such as `/_api`.
  public LocalCloudBuilder apiPath(String prefix) {
    this.apiPath = Optional.of(prefix);
    return this;
  }

  /// Serves something of the caller's own below a path.
  public LocalCloudBuilder path(String prefix, HttpHandler handler) {
    paths.put(prefix, handler);
    return this;
  }

  /// The clock of queues, functions and throttling, which for all but functions can be moved later
  /// ([LocalCloud#clock]).
  public LocalCloudBuilder clock(InstantSource source) {
    this.clock = source;
    return this;
  }

  /// What stands between functions and this process; by default a class loader and a thread (the
  /// command `java -jar` has processes by default).
  public LocalCloudBuilder isolation(Isolation kind) {
    this.isolation = kind;
    return this;
  }

  /// Who hears, once each, why something can't work that clients are told nothing about, as on AWS;
  /// by default the standard error.
  public LocalCloudBuilder notices(Consumer<String> listener) {
    this.notices = listener;
    return this;
  }

  /// Starts everything and waits until it answers.
  ///
  /// @throws LocalCloudException if the template, the port or the code does not allow it
  public LocalCloud start() {
    JsonNode json = template.read();
    // Names and addresses are made from the port, so it is taken first.
    CallRecorder recorder = new CallRecorder();
    Faults faults = new Faults();
    Credentials credentials = new Credentials(StackContext.ACCOUNT);
    FrontDoor door = openDoor(recorder, faults, credentials);
    URI endpoint = URI.create("http://127.0.0.1:" + door.port());
    String name = stackName.orElseGet(template::stackName);
    try {
      Stack stack =
          TemplateReader.read(
              json,
              new StackContext(name, endpoint, region, StackContext.ACCOUNT),
              parameters.apply(endpoint));
      return LocalCloud.start(stack, door, recorder, faults, credentials, this);
    } catch (TemplateException refused) {
      door.close();
      throw new LocalCloudException(template.path() + ": " + refused.getMessage(), refused);
    } catch (RuntimeException failed) {
      door.close();
      throw failed;
    }
  }

  private FrontDoor openDoor(CallRecorder recorder, Faults faults, Credentials credentials) {
    try {
      return new FrontDoor(port, recorder, new FaultInjector(faults), credentials::principalName);
    } catch (PortTaken taken) {
      throw new LocalCloudException(
          "Port " + port + " can't be used: " + taken.getMessage(), taken);
    }
  }
}
