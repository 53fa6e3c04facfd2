package dev.sluice.local.s3;

import java.util.Optional;

/// Whom buckets can tell: queues, functions, and EventBridge.
public interface Destinations {
  /// Why S3 may not send to a queue or a function, in AWS's words.
  Optional<String> refusal(String bucket, String arn);

  /// Sends a message. S3 tells nobody if that fails.
  ///
  /// @param arn of the queue or the function
  void send(String bucket, String arn, String message);

  /// Puts an event on the account's default bus.
  ///
  /// @param event in EventBridge's form
  void publish(String event);

  /// An S3 all alone, whose buckets can tell nobody.
  static Destinations none() {
    return new Destinations() {
      @Override
      public Optional<String> refusal(String bucket, String arn) {
        return Optional.of("The destination queue does not exist");
      }

      @Override
      public void send(String bucket, String arn, String message) {
        // There is nobody.
      }

      @Override
      public void publish(String event) {
        // There is no bus.
      }
    };
  }
}
