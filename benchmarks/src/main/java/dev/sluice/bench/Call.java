package dev.sluice.bench;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One call of an AWS service, as the local cloud recorded it.
///
/// @param principal a role's ARN, `user`, or the AWS service that called by itself
/// @param presigned whether somebody used a URL that the principal had signed
record Call(String principal, boolean presigned, String service, String operation, Instant start) {
  private static final String AWS_ITSELF = ".amazonaws.com";

  static Call of(JsonNode json) {
    return new Call(
        json.path("principal").asString(),
        json.path("presigned").asBoolean(),
        json.path("service").asString(),
        json.path("operation").asString(),
        Instant.parse(json.path("start").asString()));
  }

  /// Made by AWS and not by our functions or clients: a bucket's notification, and the polling of
  /// queues, which goes on while nobody uploads.
  boolean isOfAwsItself() {
    return principal.endsWith(AWS_ITSELF);
  }

  /// The principal in a few words. A role's name, as CloudFormation makes it, is
  /// `STACK-LOGICALID-SUFFIX`, and CDK's logical ids end with `Role` and eight digits of a hash.
  String caller() {
    if (presigned) {
      return "client, presigned";
    }
    return principal.replaceFirst("^.*:role/[^-]+-(.+?)(Role[0-9A-F]{8})?-[^-]+$", "$1");
  }
}
