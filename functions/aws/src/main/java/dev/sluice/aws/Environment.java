package dev.sluice.aws;

import dev.sluice.core.collection.ProcessorName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A function's environment variables: what the template and the Lambda runtime set. Read once, in
/// the composition root; nothing else looks at the process.
public record Environment(Map<String, String> variables) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  public String bucket() {
    return required("SLUICE_BUCKET");
  }

  public String table() {
    return required("SLUICE_TABLE");
  }

  public String eventsQueueUrl() {
    return required("SLUICE_EVENTS_QUEUE");
  }

  public String queueUrl(ProcessorName processor) {
    return required("SLUICE_QUEUE_" + processor.value().toUpperCase(Locale.ROOT));
  }

  public String region() {
    return required("AWS_REGION");
  }

  /// Where AWS is, if it is not at AWS: LocalStack, the embedded cloud.
  public Optional<URI> endpoint() {
    return optional("AWS_ENDPOINT_URL").map(URI::create);
  }

  /// The folder of the function's code, with sluice.yaml in it.
  public Path taskRoot() {
    return Path.of(required("LAMBDA_TASK_ROOT"));
  }

  /// @throws IllegalStateException if it is not set: the template and the code don't fit
  public String required(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the environment variable "
                        + name
                        + " is not set; deploy the template that belongs to this code"));
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
