package dev.sluice.local.s3.access;

import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bucket's policy (IAM user guide, "Policy evaluation logic"): a denial beats all.
public final class BucketPolicy {
  /// What a policy says of a request.
  public enum Decision {
    ALLOWED,
    DENIED,
    NEUTRAL
  }

  /// Condition keys that keep a statement for everyone from being public (Amazon S3 user guide,
  /// "The meaning of 'public'").
  private static final Set<String> NARROW =
      Set.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:principalorgid",
          "aws:userid",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  private final List<Statement> statements;

  private BucketPolicy(List<Statement> statements) {
    this.statements = statements;
  }

  /// @param bucket whose resources the policy has to be about
  /// @throws S3Exception `MalformedPolicy` in AWS's words
  public static BucketPolicy parse(String document, String bucket) {
    JsonNode json = read(document);
    JsonNode list = json.path("Statement");
    if (list.isMissingNode()) {
      throw malformed("Missing required field Statement");
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode one : list.isArray() ? list : List.of(list)) {
      statements.add(Statement.parse(one, bucket));
    }
    return new BucketPolicy(statements);
  }

  /// @param policy of the bucket, if it has one that counts
  public static Decision decide(Optional<BucketPolicy> policy, AccessRequest request) {
    return policy.map(it -> it.decide(request)).orElse(Decision.NEUTRAL);
  }

  private Decision decide(AccessRequest request) {
    Decision decision = Decision.NEUTRAL;
    for (Statement statement : statements) {
      if (statement.appliesTo(request)) {
        if (!statement.allows()) {
          return Decision.DENIED;
        }
        decision = Decision.ALLOWED;
      }
    }
    return decision;
  }

  /// Whether it gives something to everyone.
  public boolean isPublic() {
    return statements.stream()
        .anyMatch(
            it ->
                it.allows()
                    && it.everyone()
                    && it.conditionKeys().stream().noneMatch(NARROW::contains));
  }

  static S3Exception malformed(String because) {
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
