package dev.sluice.local.iam;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A policy document, read. It may ask for any condition key; a request without that key decides as
/// on AWS. Which keys a policy may ask for is the affair of whoever takes it in.
public record Policy(List<Statement> statements) {
  /// Whose policy it is, which decides about `Principal`.
  public enum Kind {
    /// Of a role: about the role itself.
    IDENTITY,
    /// Of a bucket or a queue: names those it is about.
    RESOURCE,
    /// Of a role, about who may take it: names those, and is about the role alone.
    TRUST
  }

  /// What of a document was not understood.
  ///
  /// @param place such as `Statement[0].Effect`
  /// @param message in AWS's words, where AWS would refuse it as well
  public record Problem(String place, String message) {
    @Override
    public String toString() {
      return place + ": " + message;
    }
  }

  public Policy {
    statements = List.copyOf(statements);
  }

  /// Reads a document. What is not understood is told, and left out.
  ///
  /// @param where for people: the policy's name, or that of the resource whose policy it is
  public static Policy parse(
      String where, Kind kind, JsonNode document, Consumer<Problem> problem) {
    return new PolicyReader(where, kind, problem).read(document);
  }

  public List<Grant> grants() {
    return statements.stream().flatMap(statement -> statement.grants().stream()).toList();
  }

  /// The patterns of all resources that it names.
  public List<String> resources() {
    return statements.stream()
        .flatMap(statement -> statement.resources().patterns().stream())
        .distinct()
        .toList();
  }

  /// The keys that its conditions ask for, in lower case.
  public List<String> conditionKeys() {
    return statements.stream().flatMap(Policy::conditionKeys).distinct().toList();
  }

  /// Whether a statement allows everyone something, without a condition on one of these keys.
  ///
  /// @param keys in lower case
  public boolean allowsEveryoneWithout(Set<String> keys) {
    return statements.stream()
        .anyMatch(
            statement ->
                !statement.denies()
                    && statement.principals().map(Principals::everyone).orElse(false)
                    && conditionKeys(statement).noneMatch(keys::contains));
  }

  private static Stream<String> conditionKeys(Statement statement) {
    return statement.conditions().stream().map(Condition::key);
  }
}
