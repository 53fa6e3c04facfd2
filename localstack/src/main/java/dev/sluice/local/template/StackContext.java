package dev.sluice.local.template;

import java.net.URI;

/// Where a stack lives: what the pseudo parameters and the ARNs are made of. Account and default
/// region are those that LocalStack uses, so that tools set up for it need no change.
public record StackContext(String stackName, URI endpoint, String region, String account) {
  /// Where a stack is if nobody says otherwise.
  public static final String REGION = "us-east-1";

  public static final String ACCOUNT = "000000000000";

  public static StackContext local(String stackName, URI endpoint) {
    return new StackContext(stackName, endpoint, REGION, ACCOUNT);
  }

  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }

  String stackId() {
    return arn(
        "cloudformation",
        "stack/" + stackName + "/" + PhysicalNames.uuid(stackName, "AWS::StackId"));
  }
}
