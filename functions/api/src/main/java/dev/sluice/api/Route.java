package dev.sluice.api;

/// Every route of the API, as the REST API of the template and the function's router both read it.
public enum Route {
  CREATE("POST", "/v1/uploads"),
  LIST("GET", "/v1/uploads"),
  STATUS("GET", "/v1/uploads/{id}"),
  DELETE("DELETE", "/v1/uploads/{id}"),
  SIGN_PARTS("POST", "/v1/uploads/{id}/parts"),
  COMPLETE("POST", "/v1/uploads/{id}/complete"),
  ABORT("POST", "/v1/uploads/{id}/abort"),
  CONTENT("GET", "/v1/uploads/{id}/content"),
  THUMBNAIL("GET", "/v1/uploads/{id}/thumbnail"),
  HEALTH("GET", "/health"),
  READY("GET", "/ready");

  private final String method;
  private final String path;

  Route(String method, String path) {
    this.method = method;
    this.path = path;
  }

  public String method() {
    return method;
  }

  /// The path template, `{id}` standing for one segment.
  public String path() {
    return path;
  }
}
