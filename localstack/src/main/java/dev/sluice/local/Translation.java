package dev.sluice.local;

import dev.sluice.local.s3.BucketSpec;
import dev.sluice.local.s3.CorsRule;
import dev.sluice.local.s3.Notification;
import dev.sluice.local.s3.access.PublicAccessBlock;
import dev.sluice.local.sqs.QueueSpec;
import dev.sluice.local.sqs.RedrivePolicy;
import dev.sluice.local.template.Stack;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// From what a template asks for to what the services take.
final class Translation {
  private Translation() {}

  static QueueSpec queue(Stack.Queue queue) {
    return new QueueSpec(
        queue.name(),
        queue.visibilityTimeout(),
        queue.delay(),
        queue.retention(),
        queue.receiveWait(),
        queue.maximumMessageBytes(),
        queue
            .redrive()
            .map(
                redrive ->
                    new RedrivePolicy(redrive.deadLetterQueueArn(), redrive.maxReceiveCount())),
        queue.fifo());
  }

  static BucketSpec bucket(Stack stack, Stack.Bucket bucket) {
    Stack.PublicAccess access = bucket.publicAccess();
    return new BucketSpec(
        bucket.name(),
        bucket.cors().stream()
            .map(
                rule ->
                    new CorsRule(
                        rule.methods(),
                        rule.origins(),
                        rule.headers(),
                        rule.exposedHeaders(),
                        rule.maxAgeSeconds()))
            .toList(),
        bucket.notifications().stream()
            .map(
                notification ->
                    new Notification(
                        notification.id(),
                        notification.events(),
                        notification.prefix(),
                        notification.suffix(),
                        notification.targetArn()))
            .toList(),
        bucket.lifecycle(),
        bucket.versioning(),
        bucket.toEventBridge(),
        new PublicAccessBlock(
            access.blockAcls(),
            access.ignoreAcls(),
            access.blockPolicy(),
            access.restrictBuckets()),
        stack.resourcePolicies().stream()
            .filter(policy -> policy.resource().equals(bucket.name()))
            .map(policy -> policy.document().toString())
            .findFirst());
  }

  /// The body of an UpdateTimeToLive request, if the table has such an attribute.
  static Optional<JsonNode> timeToLive(Stack.Table table) {
    return table
        .timeToLiveAttribute()
        .map(
            attribute -> {
              ObjectNode request = JsonNodeFactory.instance.objectNode();
              request.put("TableName", table.name());
              request
                  .putObject("TimeToLiveSpecification")
                  .put("AttributeName", attribute)
                  .put("Enabled", true);
              return request;
            });
  }
}
