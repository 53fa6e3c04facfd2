package dev.sluice.api;

/// The request's token does not hold.
final class Unauthorized extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unauthorized(String detail) {
    super(detail, null, false, false);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
