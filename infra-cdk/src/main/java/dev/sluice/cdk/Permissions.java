package dev.sluice.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;

/// What each function may do: the actions its code calls, on the resources it calls them on.
///
/// Written by hand, since CDK's `grant…` helpers give more (`grantReadWrite` on a bucket is ten
/// actions, five of them with a wildcard, among them listing and deleting everywhere in it).
record Permissions(Storage storage, Queues queues) {

  List<PolicyStatement> api() {
    var sendTo = new ArrayList<>(queues.workArns());
    sendTo.add(queues.events().getQueueArn());
    return List.of(
        records("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
        allow("ByTenant", List.of("dynamodb:Query"), storage.byTenantIndex()),
        // Presigned URLs carry the function's own rights: PutObject is what lets clients upload.
        allow(
            "Uploads",
            List.of(
                "s3:AbortMultipartUpload",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListMultipartUploadParts",
                "s3:PutObject"),
            storage.uploads()),
        allow("Derived", List.of("s3:DeleteObject", "s3:GetObject"), storage.derived()),
        missingKeysAreNotFound(),
        send(sendTo),
        allow("Readiness", List.of("sqs:GetQueueAttributes"), queues.events().getQueueArn()));
  }

  List<PolicyStatement> validator() {
    var sendTo = new ArrayList<>(queues.workArns());
    sendTo.add(queues.events().getQueueArn());
    return List.of(
        poll(queues.created()),
        records("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
        allow("Uploads", List.of("s3:DeleteObject", "s3:GetObject"), storage.uploads()),
        missingKeysAreNotFound(),
        send(sendTo));
  }

  /// The scanner gives the verdict that the validator left open.
  List<PolicyStatement> scanner(Queue queue, boolean readsTags) {
    var sendTo = new ArrayList<>(queues.workArns());
    sendTo.add(queues.events().getQueueArn());
    var onUploads = new ArrayList<>(List.of("s3:DeleteObject"));
    onUploads.add(readsTags ? "s3:GetObjectTagging" : "s3:GetObject");
    return List.of(
        poll(queue),
        allow("Backoff", List.of("sqs:ChangeMessageVisibility"), queue.getQueueArn()),
        records("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
        allow("Uploads", onUploads, storage.uploads()),
        missingKeysAreNotFound(),
        send(sendTo));
  }

  List<PolicyStatement> processor(ProcessorProps processor, Queue queue) {
    var statements =
        new ArrayList<>(
            List.of(
                poll(queue),
                // The function's own backoff, message by message.
                allow("Backoff", List.of("sqs:ChangeMessageVisibility"), queue.getQueueArn()),
                records("dynamodb:PutItem", "dynamodb:Query"),
                allow("Uploads", List.of("s3:GetObject"), storage.uploads()),
                missingKeysAreNotFound(),
                send(List.of(queues.events().getQueueArn()))));
    if (processor.writesDerived()) {
      // What was made of an upload that was deleted meanwhile is removed again.
      statements.add(
          allow("Derived", List.of("s3:DeleteObject", "s3:PutObject"), storage.derived()));
    }
    return statements;
  }

  /// In place of the managed `AWSLambdaBasicExecutionRole`, which may write to every log group of
  /// the account.
  static PolicyStatement log(LogGroup group) {
    return allow(
        "Log", List.of("logs:CreateLogStream", "logs:PutLogEvents"), group.getLogGroupArn());
  }

  /// S3 answers 403 for a key that is not there unless the caller may list the bucket (S3:
  /// "GetObject", permissions). Readiness asks for the bucket's head, which needs the same right.
  private PolicyStatement missingKeysAreNotFound() {
    return allow("MissingKeys", List.of("s3:ListBucket"), storage.bucket().getBucketArn());
  }

  /// Every write is a put with a condition, but for the tasks that go with a deleted upload, and a
  /// transaction is authorised by the actions of its parts.
  private PolicyStatement records(String... actions) {
    return allow("Records", List.of(actions), storage.table().getTableArn());
  }

  /// What an event-source mapping does in the function's name (Lambda: "Using Lambda with Amazon
  /// SQS", execution role permissions).
  private static PolicyStatement poll(Queue queue) {
    return allow(
        "Poll",
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        queue.getQueueArn());
  }

  private static PolicyStatement send(List<String> queueArns) {
    return PolicyStatement.Builder.create()
        .sid("Send")
        .actions(List.of("sqs:SendMessage"))
        .resources(queueArns)
        .build();
  }

  private static PolicyStatement allow(String sid, List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }
}
