package dev.sluice.local.behaviour;

/// Where AWS's documentation lies.
final class Sources {
  private static final String DOCS = "https://docs.aws.amazon.com/";

  private Sources() {}

  /// A page of the S3 user guide.
  static String guide(String page) {
    return DOCS + "AmazonS3/latest/userguide/" + page + ".html";
  }

  /// A page of the S3 API reference.
  static String api(String page) {
    return DOCS + "AmazonS3/latest/API/" + page + ".html";
  }

  /// A page of the SQS developer guide.
  static String queues(String page) {
    return DOCS + "AWSSimpleQueueService/latest/SQSDeveloperGuide/" + page + ".html";
  }

  /// A page of the SQS API reference.
  static String queueApi(String page) {
    return DOCS + "AWSSimpleQueueService/latest/APIReference/API_" + page + ".html";
  }

  /// A page of the Lambda developer guide.
  static String lambda(String page) {
    return DOCS + "lambda/latest/dg/" + page + ".html";
  }
}
