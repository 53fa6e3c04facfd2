package dev.sluice.local.s3;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what buckets tell. There is one queue, [#QUEUE], and one function, [#FUNCTION].
final class Told implements Destinations {
  static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:told";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:told";

  final List<String> messages = new CopyOnWriteArrayList<>();
  final List<String> tests = new CopyOnWriteArrayList<>();
  final List<String> bridged = new CopyOnWriteArrayList<>();

  @Override
  public Optional<String> refusal(String bucket, String arn) {
    if (arn.equals(QUEUE) || arn.equals(FUNCTION)) {
      return Optional.empty();
    }
    return Optional.of(
        arn.contains(":lambda:")
            ? "Not authorized to invoke function [" + arn + "]"
            : "The destination queue does not exist");
  }

  @Override
  public void send(String bucket, String arn, String message) {
    (message.contains("TestEvent") ? tests : messages).add(message);
  }

  @Override
  public void publish(String event) {
    bridged.add(event);
  }
}
