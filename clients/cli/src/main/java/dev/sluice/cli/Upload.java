package dev.sluice.cli;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An upload as the API describes it (docs/api.md, "An upload").
///
/// @param json the answer itself, for `--json`
record Upload(
    String id,
    State state,
    String fileName,
    long size,
    String type,
    Optional<String> mediaType,
    Optional<Reason> reason,
    String createdAt,
    JsonNode json) {

  /// The states of docs/api.md.
  enum State {
    PENDING,
    UPLOADED,
    SCANNING,
    READY,
    REJECTED,
    ABORTED,
    EXPIRED,
    DELETED
  }

  /// Why it was rejected.
  record Reason(String code, String detail) {
    @Override
    public String toString() {
      return code + ": " + detail;
    }
  }

  static Upload of(JsonNode json) {
    JsonNode reason = json.path("reason");
    return new Upload(
        required(json, "id"),
        stateOf(required(json, "state")),
        Json.text(json, "fileName"),
        json.path("size").asLong(0),
        Json.text(json, "type"),
        Optional.of(Json.text(json, "mediaType")).filter(text -> !text.isEmpty()),
        reason.isObject()
            ? Optional.of(new Reason(Json.text(reason, "code"), Json.text(reason, "detail")))
            : Optional.empty(),
        Json.text(json, "createdAt"),
        json);
  }

  /// What was found, or before that, what was declared.
  String bestType() {
    return mediaType.orElse(type);
  }

  private static State stateOf(String name) {
    for (State state : State.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    throw new Failure("the server answered the unknown state " + name + "; is it a newer Sluice?");
  }

  private static String required(JsonNode json, String field) {
    String value = Json.text(json, field);
    if (value.isEmpty()) {
      throw new Failure(
          "the server's answer has no \"" + field + "\"; is SLUICE_URL a Sluice API's address?");
    }
    return value;
  }
}
