package dev.sluice.local.s3.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A statement of a bucket's policy.
record Statement(
    boolean allows,
    boolean everyone,
    boolean exceptPrincipals,
    List<String> principals,
    boolean exceptActions,
    List<String> actions,
    boolean exceptResources,
    List<String> resources,
    List<Condition> conditions) {
  /// The account that owns everything here.
  private static final String ACCOUNT = "000000000000";

  static Statement parse(JsonNode json, String bucket) {
    String effect = json.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw BucketPolicy.malformed("Invalid effect: " + effect);
    }
    boolean allows = effect.equals("Allow");
    boolean exceptPrincipals = json.has("NotPrincipal");
    if (allows && exceptPrincipals) {
      throw BucketPolicy.malformed("Allow with NotPrincipal is not allowed.");
    }
    JsonNode principal = json.path(exceptPrincipals ? "NotPrincipal" : "Principal");
    if (principal.isMissingNode()) {
      throw BucketPolicy.malformed("Missing required field Principal");
    }
    List<String> principals = principals(principal);
    List<String> actions = texts(json, "Action");
    List<String> resources = texts(json, "Resource");
    if (actions.isEmpty()) {
      throw BucketPolicy.malformed("Missing required field Action");
    }
    for (String resource : resources) {
      String name = "arn:aws:s3:::" + bucket;
      if (!Wildcard.matches(resource.replaceFirst("/.*", ""), name)) {
        throw BucketPolicy.malformed("Policy has invalid resource");
      }
    }
    if (resources.isEmpty()) {
      throw BucketPolicy.malformed("Missing required field Resource");
    }
    return new Statement(
        allows,
        principals.contains("*"),
        exceptPrincipals,
        principals,
        json.has("NotAction"),
        actions,
        json.has("NotResource"),
        resources,
        Condition.parse(json.path("Condition")));
  }

  boolean appliesTo(AccessRequest request) {
    return exceptPrincipals != isNamed(request)
        && exceptActions != matches(actions, request.action(), true)
        && exceptResources != matches(resources, request.resource(), false)
        && conditions.stream().allMatch(it -> it.holds(request.conditions()));
  }

  Set<String> conditionKeys() {
    Set<String> keys = new LinkedHashSet<>();
    conditions.forEach(it -> keys.add(it.key()));
    return keys;
  }

  private boolean isNamed(AccessRequest request) {
    return everyone
        || (request.accessKey().isPresent()
            && principals.stream().anyMatch(principal -> principal.contains(ACCOUNT)));
  }

  private static boolean matches(List<String> patterns, String value, boolean ignoreCase) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                ignoreCase
                    ? Wildcard.matches(
                        pattern.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT))
                    : Wildcard.matches(pattern, value));
  }

  private static List<String> principals(JsonNode json) {
    if (json.isString()) {
      return List.of(json.asString());
    }
    List<String> principals = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : json.properties()) {
      for (JsonNode one : kind.getValue().isArray() ? kind.getValue() : List.of(kind.getValue())) {
        boolean aws = kind.getKey().equals("AWS");
        principals.add(aws ? one.asString("") : kind.getKey() + ':' + one.asString(""));
      }
    }
    return principals;
  }

  /// The values of `name` or `Notname`.
  private static List<String> texts(JsonNode json, String name) {
    JsonNode value = json.has(name) ? json.path(name) : json.path("Not" + name);
    List<String> texts = new ArrayList<>();
    if (value.isMissingNode()) {
      return texts;
    }
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      texts.add(one.asString(""));
    }
    return texts;
  }
}
