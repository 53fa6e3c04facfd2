package dev.sluice.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.EventType;
import software.amazon.awscdk.services.s3.NotificationKeyFilter;
import software.amazon.awscdk.services.s3.notifications.LambdaDestination;
import software.amazon.awscdk.services.s3.notifications.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;

/// What CDK writes for a bucket with notifications, as it is mostly done: by resources of its own
/// with functions behind them. The template that the local cloud's CdkBucketTest runs.
class BucketTemplateTest {
  @Test
  void theLocalCloudsTestsRunWhatTheCdkWrites(@TempDir Path home) throws IOException {
    Path code = Files.createFile(home.resolve("app.jar"));

    ForeignTemplate.compare(
        "cdk-bucket.template.json", home, app -> album(new Stack(app, "Album"), code));
  }

  @SuppressWarnings("deprecation") // Of logRetention, which applications have nonetheless.
  private static void album(Stack stack, Path code) {
    Queue inbox = Queue.Builder.create(stack, "Inbox").build();
    Queue changes = Queue.Builder.create(stack, "Changes").build();
    Function clerk =
        Function.Builder.create(stack, "Clerk")
            .runtime(Runtime.JAVA_25)
            .handler("example.functions.Gate::handleRequest")
            .code(Code.fromAsset(code.toString()))
            .logRetention(RetentionDays.ONE_WEEK)
            .build();
    Bucket photos =
        Bucket.Builder.create(stack, "Photos")
            .removalPolicy(RemovalPolicy.DESTROY)
            .autoDeleteObjects(true)
            .eventBridgeEnabled(true)
            .build();
    photos.addEventNotification(
        EventType.OBJECT_CREATED,
        new SqsDestination(inbox),
        NotificationKeyFilter.builder().prefix("in/").suffix(".jpg").build());
    photos.addEventNotification(EventType.OBJECT_REMOVED, new SqsDestination(inbox));
    photos.addEventNotification(
        EventType.OBJECT_CREATED,
        new LambdaDestination(clerk),
        NotificationKeyFilter.builder().prefix("out/").build());
    Rule.Builder.create(stack, "EachChange")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.s3"))
                .detail(Map.of("bucket", Map.of("name", List.of(photos.getBucketName()))))
                .build())
        .targets(List.of(new SqsQueue(changes)))
        .build();
  }
}
