package dev.sluice.local.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads policy documents by the "Grammar of the IAM JSON policy language" (IAM user guide). All
/// that it does not know is told by name, since a policy that is half understood decides wrongly.
/// What AWS does not understand either is told in the words of PutBucketPolicy's `MalformedPolicy`.
final class PolicyReader {
  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  /// Beginnings of operators that AWS has, and [Condition.Operator] has not.
  private static final List<String> NOT_EVALUATED =
      List.of("ForAllValues:", "ForAnyValue:", "BinaryEquals");

  private static final String IF_EXISTS = "IfExists";
  private static final String INVALID_PRINCIPAL = "Invalid principal in policy";

  private final String where;
  private final Policy.Kind kind;
  private final Consumer<Policy.Problem> problem;

  PolicyReader(String where, Policy.Kind kind, Consumer<Policy.Problem> problem) {
    this.where = where;
    this.kind = kind;
    this.problem = problem;
  }

  Policy read(JsonNode document) {
    unknown(document, DOCUMENT, "");
    String version = document.path("Version").asString("2008-10-17");
    if (!VERSIONS.contains(version)) {
      tell("Version", "The policy must contain a valid version string");
    }
    if (!document.has("Statement")) {
      tell("Statement", "Missing required field Statement");
      return new Policy(List.of());
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : each(document.path("Statement"))) {
      statements.add(statement(statement, statements.size()));
    }
    if (statements.isEmpty()) {
      tell("Statement", "Could not parse the policy: Statement is empty!");
    }
    return new Policy(statements);
  }

  private Statement statement(JsonNode json, int index) {
    String place = "Statement[" + index + "]";
    unknown(json, STATEMENT, place + ".");
    String effect = json.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      tell(place + ".Effect", "Invalid effect: " + effect);
    }
    String sid = json.path("Sid").asString("");
    return new Statement(
        where + "." + place + (sid.isEmpty() ? "" : " " + sid),
        effect.equals("Deny"),
        principals(json, effect, place),
        selection(json, "Action", place),
        kind == Policy.Kind.TRUST
            ? new Selection(false, List.of("*"))
            : selection(json, "Resource", place),
        conditions(json.path("Condition"), place));
  }

  private Selection selection(JsonNode json, String name, String place) {
    boolean others = json.has("Not" + name);
    if (others && json.has(name)) {
      tell(place, name + " and Not" + name + " can't both be given");
    }
    List<String> patterns = texts(json.path(others ? "Not" + name : name));
    if (patterns.isEmpty()) {
      tell(place, "Missing required field " + name);
    }
    refuseVariables(patterns, place + "." + name);
    return new Selection(others, patterns);
  }

  private Optional<Principals> principals(JsonNode json, String effect, String place) {
    boolean others = json.has("NotPrincipal");
    boolean has = others || json.has("Principal");
    if (has != (kind != Policy.Kind.IDENTITY)) {
      tell(
          place,
          has
              ? "Policy document should not specify a principal."
              : "Missing required field Principal");
    }
    if (!has) {
      return Optional.empty();
    }
    if (others && effect.equals("Allow")) {
      tell(place, "Allow with NotPrincipal is not allowed.");
    }
    JsonNode named = json.path(others ? "NotPrincipal" : "Principal");
    Set<String> aws = new HashSet<>();
    Set<String> services = new HashSet<>();
    if (named.isString()) {
      aws.add(named.stringValue());
      if (!named.stringValue().equals("*")) {
        tell(place + ".Principal", INVALID_PRINCIPAL);
      }
    }
    for (Map.Entry<String, JsonNode> group : named.properties()) {
      switch (group.getKey()) {
        case "AWS" -> aws.addAll(texts(group.getValue()));
        case "Service" -> services.addAll(texts(group.getValue()));
        default -> tell(place + ".Principal." + group.getKey(), INVALID_PRINCIPAL);
      }
    }
    return Optional.of(new Principals(others, aws.contains("*"), aws, services));
  }

  private List<Condition> conditions(JsonNode json, String place) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : json.properties()) {
      String name = operator.getKey();
      boolean ifExists = name.endsWith(IF_EXISTS);
      String plain = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
      Optional<Condition.Operator> known = Condition.Operator.named(plain);
      if (known.isEmpty()) {
        tell(
            place + ".Condition",
            NOT_EVALUATED.stream().anyMatch(name::startsWith)
                ? "the local cloud does not evaluate conditions of the type " + name
                : "Invalid Condition type : " + name);
        continue;
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> values = texts(key.getValue());
        refuseVariables(values, place + ".Condition." + name);
        conditions.add(
            new Condition(known.get(), ifExists, key.getKey().toLowerCase(Locale.ROOT), values));
      }
    }
    return conditions;
  }

  private void unknown(JsonNode json, Set<String> known, String place) {
    for (String name : json.propertyNames()) {
      if (!known.contains(name)) {
        tell(place + name, "Unknown field " + name);
      }
    }
  }

  private void refuseVariables(List<String> texts, String place) {
    texts.stream()
        .filter(text -> text.contains("${"))
        .forEach(
            text -> tell(place, "the local cloud does not evaluate policy variables: " + text));
  }

  private void tell(String place, String message) {
    problem.accept(new Policy.Problem(place, message));
  }

  private static List<String> texts(JsonNode json) {
    return each(json).stream().map(one -> one.asString("")).toList();
  }

  /// A list's elements, or the one that stands for a list of itself.
  private static List<JsonNode> each(JsonNode json) {
    if (json.isMissingNode()) {
      return List.of();
    }
    return json.isArray() ? json.valueStream().toList() : List.of(json);
  }
}
