package dev.sluice.local.sqs;

import tools.jackson.databind.node.ObjectNode;

/// One of the two ways to say the same. Between them and the operations everything has the JSON
/// protocol's shape.
sealed interface WireProtocol permits JsonProtocol, QueryProtocol {
  record Call(String action, ObjectNode parameters) {}

  Call decode(Request request);

  Answer success(String action, ObjectNode result, String requestId);

  Answer failure(SqsException refusal, String requestId);
}
