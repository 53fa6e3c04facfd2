package dev.sluice.local;

import dev.sluice.local.http.CallRefused;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.lambda.LambdaFunction;
import dev.sluice.local.sqs.MessageAttribute;
import dev.sluice.local.sqs.Queue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Brings what services have to send by themselves to the queue or function that an ARN names. The
/// calls need permission and are recorded: on AWS they are requests like any other.
record Deliveries(Map<String, Queue> queues, Functions functions, ServiceCalls calls) {
  private static final int NOT_FOUND = 404;

  /// Sends to what needs no group: a function or a standard queue.
  void send(ServiceCalls.Caller caller, String arn, String body, Map<String, String> attributes) {
    send(caller, arn, body, attributes, Optional.empty());
  }

  /// @param attributes texts, for a queue
  /// @param groupId of the message, for a queue
  /// @throws CallRefused if the caller may not do it, or there is no such queue or function
  void send(
      ServiceCalls.Caller caller,
      String arn,
      String body,
      Map<String, String> attributes,
      Optional<String> groupId) {
    Queue queue = queues.get(arn);
    if (queue != null) {
      Map<String, MessageAttribute> texts = new LinkedHashMap<>();
      attributes.forEach(
          (name, value) -> texts.put(name, new MessageAttribute.Text("String", value)));
      String _ = calls.call(caller, "SendMessage", queue, () -> queue.send(body, texts, groupId));
      return;
    }
    LambdaFunction function =
        function(arn).orElseThrow(() -> new CallRefused(NOT_FOUND, "There is no " + arn));
    InvocationResult _ =
        calls.invoke(
            caller,
            function.configuration(),
            () -> function.invokeLater(body.getBytes(StandardCharsets.UTF_8)));
  }

  /// The function of that ARN, with or without a version or an alias.
  Optional<LambdaFunction> function(String arn) {
    return functions.find(arn.replaceFirst("^.*:function:([^:]+).*$", "$1"));
  }
}
