package dev.sluice.api.route;

/// The body is not a JSON object, or is larger than any of ours.
public final class BadBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean tooLarge;

  BadBody(String detail, boolean tooLarge) {
    super(detail, null, false, false);
    this.tooLarge = tooLarge;
  }

  public boolean tooLarge() {
    return tooLarge;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
