package dev.sluice.local.s3.access;

import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.Policy;
import dev.sluice.local.iam.Wildcard;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bucket's policy: what S3 asks of it beyond the grammar of all policies.
public record BucketPolicy(Policy policy) {
  /// Condition keys that keep a statement for everyone from being public (Amazon S3 user guide,
  /// "The meaning of 'public'").
  private static final Set<String> NARROW =
      Set.of(
          ContextKeys.SOURCE_IP,
          ContextKeys.SOURCE_ARN,
          ContextKeys.SOURCE_ACCOUNT,
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:principalorgid",
          "aws:userid",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  /// Further keys that no request has here, where there are no networks, organizations, users,
  /// access points and second factors (IAM user guide, "AWS global condition context keys"; Service
  /// Authorization Reference, "Condition keys for Amazon S3"). AWS takes them.
  private static final Set<String> ABSENT =
      Set.of(
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:federatedprovider",
          "aws:multifactorauthage",
          "aws:multifactorauthpresent",
          "aws:principalorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:resourceorgid",
          "aws:resourceorgpaths",
          "aws:sourceidentity",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourcevpcarn",
          "aws:username",
          "aws:vpceaccount",
          "aws:vpceorgid",
          "aws:vpceorgpaths",
          "aws:vpcsourceip",
          "s3:accessgrantsinstancearn",
          "s3:accesspointnetworkorigin");

  /// @param bucket whose resources the policy has to be about
  /// @throws S3Exception `MalformedPolicy`, in AWS's words
  public static BucketPolicy parse(String document, String bucket) {
    Policy policy =
        Policy.parse(
            bucket,
            Policy.Kind.RESOURCE,
            read(document),
            problem -> {
              throw malformed(problem.message());
            });
    for (String resource : policy.resources()) {
      if (!Wildcard.matches(resource.replaceFirst("/.*", ""), "arn:aws:s3:::" + bucket)) {
        throw malformed("Policy has invalid resource");
      }
    }
    for (String key : policy.conditionKeys()) {
      if (ContextKeys.isNotEvaluated(key)) {
        throw S3Error.NOT_IMPLEMENTED.refused(
            "The local S3 does not evaluate the condition key " + key + '.');
      }
      if (!ContextKeys.isKnown(key) && !NARROW.contains(key) && !ABSENT.contains(key)) {
        throw malformed("Policy has an invalid condition key");
      }
    }
    return new BucketPolicy(policy);
  }

  /// Whether it gives something to everyone.
  public boolean isPublic() {
    return policy.allowsEveryoneWithout(NARROW);
  }

  private static S3Exception malformed(String because) {
    return S3Error.MALFORMED_POLICY.refused(because);
  }

  private static JsonNode read(String document) {
    try {
      JsonNode json = JsonMapper.shared().readTree(document);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException notJson) {
      // Answered like any other text that is no object.
    }
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
}
