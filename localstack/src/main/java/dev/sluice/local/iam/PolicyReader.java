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
  private static final String IF_EXISTS = "IfExists";

  private final String where;
  private final Policy.Kind kind;
  private final Consumer<String> problem;

  PolicyReader(String where, Policy.Kind kind, Consumer<String> problem) {
    this.where = where;
    this.kind = kind;
    this.problem = problem;
  }

  Policy read(JsonNode document) {
    unknown(document, DOCUMENT, "");
    String version = document.path("Version").asString("2008-10-17");
    if (!VERSIONS.contains(version)) {
      problem.accept("Version " + version + " is not understood");
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : each(document.path("Statement"))) {
      statements.add(statement(statement, statements.size()));
    }
    if (statements.isEmpty()) {
      problem.accept("has no Statement");
    }
    return new Policy(statements);
  }

  private Statement statement(JsonNode json, int index) {
    String place = "Statement[" + index + "]";
    unknown(json, STATEMENT, place + ".");
    String effect = json.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      problem.accept(place + ".Effect has to be Allow or Deny, not " + effect);
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
    if (others == json.has(name)) {
      problem.accept(place + " has to have either " + name + " or Not" + name);
    }
    List<String> patterns = texts(json.path(others ? "Not" + name : name));
    for (String pattern : patterns) {
      if (pattern.contains("${")) {
        problem.accept(place + "." + name + ": policy variables are not understood: " + pattern);
      }
    }
    return new Selection(others, patterns);
  }

  private Optional<Principals> principals(JsonNode json, String effect, String place) {
    boolean others = json.has("NotPrincipal");
    boolean has = others || json.has("Principal");
    if (has != (kind != Policy.Kind.IDENTITY)) {
      problem.accept(
          place + (has ? ".Principal can't be in a role's policy" : " has no Principal"));
    }
    if (!has) {
      return Optional.empty();
    }
    if (others && effect.equals("Allow")) {
      problem.accept(place + ".NotPrincipal can't be in a statement that allows");
    }
    JsonNode named = json.path(others ? "NotPrincipal" : "Principal");
    Set<String> aws = new HashSet<>();
    Set<String> services = new HashSet<>();
    if (named.isString()) {
      aws.add(named.stringValue());
    }
    for (Map.Entry<String, JsonNode> group : named.properties()) {
      switch (group.getKey()) {
        case "AWS" -> aws.addAll(texts(group.getValue()));
        case "Service" -> services.addAll(texts(group.getValue()));
        default -> problem.accept(place + ".Principal." + group.getKey() + " is not understood");
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
        problem.accept(place + ".Condition." + name + " is not understood");
        continue;
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        String lower = key.getKey().toLowerCase(Locale.ROOT);
        if (!ContextKeys.isKnown(lower)) {
          problem.accept(place + ".Condition: the key " + key.getKey() + " is not understood");
        }
        conditions.add(new Condition(known.get(), ifExists, lower, texts(key.getValue())));
      }
    }
    return conditions;
  }

  private void unknown(JsonNode json, Set<String> known, String place) {
    for (String name : json.propertyNames()) {
      if (!known.contains(name)) {
        problem.accept(place + name + " is not understood");
      }
    }
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
