package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The operations on one kind of resource, by method and sub-resource. A sub-resource that a method
/// does not have is refused: were it taken for the resource itself, `DELETE ?acl` would delete it.
final class OperationTable {
  /// All that a query can name of a bucket or an object (Amazon S3 API reference, the operations'
  /// request syntax).
  private static final Set<String> SUB_RESOURCES =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "delete",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metadataConfiguration",
          "metadataInventoryTable",
          "metadataJournalTable",
          "metadataTable",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "partNumber",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versioning",
          "versions",
          "website");

  private final String type;

  /// By method, then by sub-resource in the order in which they are looked for; an empty name is
  /// the resource itself.
  private final Map<String, Map<String, Function<Call, Operation>>> operations =
      new LinkedHashMap<>();

  /// @param type as AWS's refusals name the kind of resource
  OperationTable(String type) {
    this.type = type;
  }

  OperationTable itself(String method, Function<Call, Operation> operation) {
    return add(method, "", operation);
  }

  OperationTable add(String method, String subResource, Operation operation) {
    return add(method, subResource, _ -> operation);
  }

  OperationTable add(String method, String subResource, Function<Call, Operation> operation) {
    operations.computeIfAbsent(method, _ -> new LinkedHashMap<>()).put(subResource, operation);
    return this;
  }

  /// Refuses by name what AWS has and the local S3 has not.
  OperationTable absent(String subResource, String... methods) {
    for (String method : methods) {
      add(method, subResource, new Fixed.Absent(subResource));
    }
    return this;
  }

  /// @throws S3Exception `MethodNotAllowed`
  Operation find(Call call) {
    Map<String, Function<Call, Operation>> ofMethod =
        operations.getOrDefault(call.method(), Map.of());
    Set<String> given = call.query().all().keySet();
    boolean itself = given.stream().noneMatch(SUB_RESOURCES::contains);
    return ofMethod.entrySet().stream()
        .filter(entry -> itself ? entry.getKey().isEmpty() : given.contains(entry.getKey()))
        .findFirst()
        .orElseThrow(() -> notAllowed(call, type))
        .getValue()
        .apply(call);
  }

  static S3Exception notAllowed(Call call, String type) {
    return S3Error.METHOD_NOT_ALLOWED
        .refused()
        .with("Method", call.method())
        .with("ResourceType", type);
  }
}
