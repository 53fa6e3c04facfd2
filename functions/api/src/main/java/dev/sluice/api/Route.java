package dev.sluice.api;

import dev.sluice.api.route.AbortUpload;
import dev.sluice.api.route.CompleteUpload;
import dev.sluice.api.route.CreateUpload;
import dev.sluice.api.route.DeleteUpload;
import dev.sluice.api.route.Endpoint;
import dev.sluice.api.route.Health;
import dev.sluice.api.route.ListUploads;
import dev.sluice.api.route.Ready;
import dev.sluice.api.route.Services;
import dev.sluice.api.route.SignParts;
import dev.sluice.api.route.UploadContent;
import dev.sluice.api.route.UploadStatus;
import dev.sluice.api.route.UploadThumbnail;
import java.util.Optional;
import java.util.function.Function;

/// Every route of the API, as the REST API of the template and the function's router both read it.
/// A new route is a line here and a file in `route`.
public enum Route {
  CREATE("POST", "/v1/uploads", Access.WRITE, CreateUpload::new),
  LIST("GET", "/v1/uploads", Access.READ, ListUploads::new),
  STATUS("GET", "/v1/uploads/{id}", Access.READ, UploadStatus::new),
  DELETE("DELETE", "/v1/uploads/{id}", Access.WRITE, DeleteUpload::new),
  SIGN_PARTS("POST", "/v1/uploads/{id}/parts", Access.WRITE, SignParts::new),
  COMPLETE("POST", "/v1/uploads/{id}/complete", Access.WRITE, CompleteUpload::new),
  ABORT("POST", "/v1/uploads/{id}/abort", Access.WRITE, AbortUpload::new),
  CONTENT("GET", "/v1/uploads/{id}/content", Access.READ, UploadContent::new),
  THUMBNAIL("GET", "/v1/uploads/{id}/thumbnail", Access.READ, UploadThumbnail::new),
  HEALTH("GET", "/health", Access.OPEN, Health::new),
  READY("GET", "/ready", Access.OPEN, services -> new Ready(services.readiness()));

  private static final String ID = "{id}";

  private final String method;
  private final String path;
  private final Access access;

  @SuppressWarnings("ImmutableEnumChecker") // They capture nothing.
  private final Function<Services, Endpoint> endpoint;

  Route(String method, String path, Access access, Function<Services, Endpoint> endpoint) {
    this.method = method;
    this.path = path;
    this.access = access;
    this.endpoint = endpoint;
  }

  /// What a caller needs.
  enum Access {
    OPEN,
    READ,
    WRITE
  }

  public String method() {
    return method;
  }

  /// The path template, `{id}` standing for one segment.
  public String path() {
    return path;
  }

  Access access() {
    return access;
  }

  Endpoint endpoint(Services services) {
    return endpoint.apply(services);
  }

  /// The segment that stands for `{id}` (empty where the template has none), if the path fits.
  Optional<String> match(String requested) {
    int at = path.indexOf(ID);
    if (at < 0) {
      return requested.equals(path) ? Optional.of("") : Optional.empty();
    }
    String before = path.substring(0, at);
    String after = path.substring(at + ID.length());
    if (requested.length() <= before.length() + after.length()
        || !requested.startsWith(before)
        || !requested.endsWith(after)) {
      return Optional.empty();
    }
    String id = requested.substring(before.length(), requested.length() - after.length());
    return id.indexOf('/') < 0 ? Optional.of(id) : Optional.empty();
  }
}
