package dev.sluice.local;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.lambda.Destinations;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.sqs.MessageAttribute;
import dev.sluice.local.sqs.Queue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Brings what Lambda has to send to the queue or function that an ARN names. The calls are
/// recorded: on AWS they are requests like any other.
record Deliveries(Map<String, Queue> queues, Functions functions, CallRecorder recorder)
    implements Destinations {
  private static final String LAMBDA = "lambda.amazonaws.com";

  @Override
  public void send(String arn, String body, Map<String, String> attributes) {
    Queue queue = queues.get(arn);
    if (queue != null) {
      Map<String, MessageAttribute> texts = new LinkedHashMap<>();
      attributes.forEach(
          (name, value) -> texts.put(name, new MessageAttribute.Text("String", value)));
      String _ =
          recorder.recorded(
              LAMBDA, "sqs", "SendMessage", queue.name(), () -> queue.send(body, texts));
      return;
    }
    Optional<LambdaFunction> function = functions.find(arn.replaceFirst(".*:function:", ""));
    if (function.isEmpty()) {
      throw new IllegalStateException("The template's check let a destination pass: " + arn);
    }
    InvocationResult _ =
        recorder.recorded(
            LAMBDA,
            "lambda",
            "Invoke",
            function.get().configuration().name(),
            () -> function.get().invokeLater(body.getBytes(StandardCharsets.UTF_8)));
  }
}
