package dev.sluice.api;

import dev.sluice.api.http.HttpResponse;
import dev.sluice.core.media.MediaTypePattern;
import dev.sluice.core.upload.Refusal;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The kinds of problem documents (RFC 9457) that clients get. The slugs are a contract:
/// `docs/api.md` lists them.
public enum Problem {
  BAD_JSON(400, "bad-json", "The body is not JSON"),
  BAD_REQUEST(400, "bad-request", "A field can't be used"),
  UNKNOWN_COLLECTION(400, "unknown-collection", "No such collection"),
  UNAUTHORIZED(401, "unauthorized", "No valid token"),
  FORBIDDEN(403, "forbidden", "The token does not allow it"),
  NOT_FOUND(404, "not-found", "Not found"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "Not this method"),
  WRONG_STATE(409, "wrong-state", "The upload's state does not allow it"),
  INCOMPLETE(409, "incomplete", "Bytes are missing"),
  SIZE_MISMATCH(409, "size-mismatch", "Another size than announced"),
  NOT_READY(409, "not-ready", "The upload is not READY"),
  TOO_LARGE(413, "too-large", "Too large for its collection"),
  BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
  TYPE_NOT_ALLOWED(415, "type-not-allowed", "The collection does not take this type"),
  INTERNAL(500, "internal", "Something is wrong here"),
  UNAVAILABLE(503, "unavailable", "A service does not answer");

  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String BASE = "https://sluice.dev/problems/";

  private final int status;
  private final String slug;
  private final String title;

  Problem(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  public HttpResponse with(String detail) {
    return with(detail, _ -> {});
  }

  /// @param field the field at fault
  public HttpResponse with(String detail, String field) {
    return with(detail, body -> body.put("field", field));
  }

  /// @param parts what each service answered
  public static HttpResponse notReady(String detail, ObjectNode parts) {
    return retry(UNAVAILABLE.with(detail, body -> body.set("parts", parts)));
  }

  static HttpResponse unavailable(String detail) {
    return retry(UNAVAILABLE.with(detail));
  }

  private static HttpResponse retry(HttpResponse response) {
    return response.with("Retry-After", RETRY_AFTER_SECONDS);
  }

  static HttpResponse of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.BadField bad -> BAD_REQUEST.with(bad.detail(), bad.field());
      case Refusal.UnknownCollection unknown ->
          UNKNOWN_COLLECTION.with(
              "there is no collection of that name; there are " + unknown.known(), "collection");
      case Refusal.TooLarge large ->
          TOO_LARGE.with(
              "the collection %s takes at most %,d bytes"
                  .formatted(large.rules().name(), large.rules().maxSize()),
              "size");
      case Refusal.TypeNotAllowed type ->
          TYPE_NOT_ALLOWED.with(
              "%s is not among what the collection %s takes: %s"
                  .formatted(
                      type.type(),
                      type.rules().name(),
                      type.rules().allow().stream()
                          .map(MediaTypePattern::toString)
                          .collect(Collectors.joining(", "))),
              "type");
      case Refusal.NotFound _ -> NOT_FOUND.with("there is no upload of this id");
      case Refusal.WrongState wrong ->
          WRONG_STATE.with(
              "can't %s an upload that is %s".formatted(wrong.action(), wrong.state()),
              body -> body.put("state", wrong.state().name()));
      case Refusal.NoObject _ ->
          INCOMPLETE.with("the object is not in S3; send the planned PUT, then complete");
      case Refusal.Incomplete incomplete ->
          INCOMPLETE.with(
              "parts are not in S3; send them, then complete",
              body -> incomplete.missing().forEach(body.putArray("missing")::add));
      case Refusal.PartsGone _ ->
          INCOMPLETE.with(
              "S3 no longer has the parts, nor an object made of them; abort and create a new"
                  + " upload");
      case Refusal.SizeMismatch size ->
          SIZE_MISMATCH.with(
              "%s has %,d bytes, announced were %,d; abort and create a new upload"
                  .formatted(size.what(), size.stored(), size.announced()));
      case Refusal.NotReady state ->
          NOT_READY.with(
              "only a READY upload can be read, this one is " + state.state(),
              body -> body.put("state", state.state().name()));
      case Refusal.NoThumbnail _ -> NOT_FOUND.with("this upload has no thumbnail");
    };
  }

  /// @param extension adds members of its own (RFC 9457, section 3.2)
  private HttpResponse with(String detail, Consumer<ObjectNode> extension) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", BASE + slug);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    extension.accept(body);
    return HttpResponse.problem(status, body);
  }
}
