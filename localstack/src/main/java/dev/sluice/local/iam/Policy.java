package dev.sluice.local.iam;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A policy document, read.
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

  public Policy {
    statements = List.copyOf(statements);
  }

  /// Reads a document. What is not understood is told, and left out.
  ///
  /// @param where for people: the template's resource and the policy's name
  public static Policy parse(String where, Kind kind, JsonNode document, Consumer<String> problem) {
    return new PolicyReader(where, kind, problem).read(document);
  }

  public List<Grant> grants() {
    return statements.stream().flatMap(statement -> statement.grants().stream()).toList();
  }
}
