package dev.sluice.local;

import dev.sluice.local.events.Sender;
import dev.sluice.local.http.CallRefused;
import dev.sluice.local.sqs.SqsException;
import dev.sluice.local.template.Stack;
import java.util.Map;
import java.util.Optional;

/// Sends to the targets of EventBridge's rules, in the rules' name.
record RuleTargets(Stack stack, Deliveries deliveries) implements Sender {
  private static final int FORBIDDEN = 403;

  @Override
  public Optional<Failure> send(
      String ruleArn,
      String arn,
      String body,
      Map<String, String> attributes,
      Optional<String> messageGroupId) {
    try {
      deliveries.send(Iam.events(stack, ruleArn), arn, body, attributes, messageGroupId);
      return Optional.empty();
    } catch (CallRefused refused) {
      boolean forbidden = refused.status() == FORBIDDEN;
      return Optional.of(
          new Failure(
              forbidden ? "NO_PERMISSIONS" : "INTERNAL_ERROR",
              String.valueOf(refused.getMessage()),
              forbidden));
    } catch (SqsException refused) {
      return Optional.of(
          new Failure("INVALID_PARAMETER", String.valueOf(refused.getMessage()), true));
    }
  }
}
