package dev.sluice.local;

import dev.sluice.local.fault.FaultRule;
import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.CallRefused;
import dev.sluice.local.http.FaultInjector;
import dev.sluice.local.iam.AccessRequest;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.GlobalContext;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Principal;
import dev.sluice.local.lambda.FunctionConfiguration;
import dev.sluice.local.sqs.Queue;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Calls to queues and functions that AWS's services make by themselves, past the front door:
/// permitted or refused, recorded, and failing on request, as everybody's are.
record ServiceCalls(
    CallRecorder recorder, FaultInjector faults, Permissions permissions, InstantSource clock) {
  /// Who calls.
  ///
  /// @param service as recorded calls have it, such as `lambda.amazonaws.com`
  /// @param principal with whose rights: the service's own, or those of a role it has taken
  /// @param context condition keys of the service
  record Caller(String service, Principal principal, Map<String, String> context) {
    Caller {
      context = Map.copyOf(context);
    }
  }

  /// @throws CallRefused if the caller may not do it, or it was made to fail
  <T> T call(Caller caller, String operation, Queue queue, Supplier<T> call) {
    return recorder.recorded(
        caller.service(),
        "sqs",
        operation,
        queue.name(),
        () -> {
          refusal(caller, operation, queue.arn())
              .ifPresent(
                  message -> {
                    throw new CallRefused(403, message);
                  });
          return faults.call(
              new FaultRule.Call("sqs", operation, caller.service(), queue.name()), call);
        });
  }

  /// Invokes a function.
  ///
  /// @throws CallRefused if the caller may not do it, or it was made to fail
  <T> T invoke(Caller caller, FunctionConfiguration function, Supplier<T> call) {
    return recorder.recorded(
        caller.service(),
        "lambda",
        "Invoke",
        function.name(),
        () -> {
          refusal(caller, "lambda", "InvokeFunction", function.arn())
              .ifPresent(
                  message -> {
                    throw new CallRefused(403, message);
                  });
          return faults.call(
              new FaultRule.Call("lambda", "Invoke", caller.service(), function.name()), call);
        });
  }

  /// Why the caller may not do it to a queue, in AWS's words.
  Optional<String> refusal(Caller caller, String operation, String queueArn) {
    return refusal(caller, "sqs", operation, queueArn);
  }

  /// Why the caller may not send something to a queue or a function.
  Optional<String> refusalToSend(Caller caller, String arn) {
    return arn.startsWith("arn:aws:lambda:")
        ? refusal(caller, "lambda", "InvokeFunction", arn)
        : refusal(caller, "SendMessage", arn);
  }

  private Optional<String> refusal(
      Caller caller, String service, String operation, String resource) {
    Map<String, String> context = GlobalContext.of(caller.principal(), resource, clock.instant());
    context.putAll(caller.context());
    String action = service + ":" + operation;
    Decision decision =
        permissions.decide(new AccessRequest(caller.principal(), action, resource, context));
    return decision instanceof Decision.Denied denied
        ? Optional.of(denied.message(caller.principal(), action, resource))
        : Optional.empty();
  }
}
