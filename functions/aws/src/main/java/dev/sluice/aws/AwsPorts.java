package dev.sluice.aws;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.Judge;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.TaskQueues;
import dev.sluice.core.upload.UploadStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Core's ports for one function, as its environment says.
public record AwsPorts(
    UploadStore uploads, ObjectStore objects, TaskQueues queues, Announcements announcements) {
  /// @param processors whose queues this function sends to
  public static AwsPorts of(
      Environment environment,
      AwsClients clients,
      Collection<ProcessorName> processors,
      InstantSource clock) {
    var sqs = clients.sqs();
    Map<ProcessorName, String> urls =
        processors.stream().collect(Collectors.toMap(Function.identity(), environment::queueUrl));
    return new AwsPorts(
        new DynamoUploadStore(clients.dynamoDb(), environment.table()),
        new S3ObjectStore(clients.s3(), environment.bucket()),
        new SqsTaskQueues(sqs, urls, environment.bucket(), clock),
        new MeteredAnnouncements(
            new SqsAnnouncements(sqs, environment.eventsQueueUrl(), environment.bucket(), clock),
            System.out::println,
            clock));
  }

  /// The judge over these ports: the same one in every function that judges.
  public Judge judge(Settings settings, InstantSource clock) {
    return new Judge(settings, uploads, objects, queues, announcements, new Detector(), clock);
  }
}
