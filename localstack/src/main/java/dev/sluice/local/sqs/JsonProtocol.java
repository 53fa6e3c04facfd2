package dev.sluice.local.sqs;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// AWS JSON 1.0, which SDKs speak since late 2023 (SQS developer guide, "Amazon SQS AWS JSON
/// protocol").
final class JsonProtocol implements WireProtocol {
  private static final String TARGET_PREFIX = "AmazonSQS.";
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private final JsonMapper json = JsonMapper.shared();

  @Override
  public Call decode(Request request) {
    String target = String.valueOf(request.target());
    if (!target.startsWith(TARGET_PREFIX)) {
      throw new SqsException(
          SqsError.UNKNOWN_OPERATION,
          "X-Amz-Target %s is not an operation of SQS: it begins with %s"
              .formatted(target, TARGET_PREFIX));
    }
    String action = target.substring(TARGET_PREFIX.length());
    if (request.body().length == 0) {
      return new Call(action, json.createObjectNode());
    }
    try {
      JsonNode body = json.readTree(request.body());
      if (body instanceof ObjectNode parameters) {
        return new Call(action, parameters);
      }
    } catch (JacksonException notJson) {
      // The same answer as for JSON that is no object.
    }
    throw MessageRules.invalid("The request's body is not a JSON object.");
  }

  @Override
  public Answer success(String action, ObjectNode result, String requestId) {
    // Operations without a result have no body at all.
    return new Answer(
        200,
        Map.of("Content-Type", CONTENT_TYPE, "x-amzn-RequestId", requestId),
        result.isEmpty() && !action.startsWith("Receive") ? "" : result.toString());
  }

  @Override
  public Answer failure(SqsException refusal, String requestId) {
    SqsError error = refusal.error();
    ObjectNode body =
        json.createObjectNode().put("__type", error.type()).put("message", refusal.text());
    return new Answer(
        error.status(),
        Map.of(
            "Content-Type",
            CONTENT_TYPE,
            "x-amzn-RequestId",
            requestId,
            // From it clients take the code they had with the query protocol.
            "x-amzn-query-error",
            error.queryCode() + (error.senderFault() ? ";Sender" : ";Receiver")),
        body.toString());
  }
}
