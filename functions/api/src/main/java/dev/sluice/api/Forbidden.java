package dev.sluice.api;

/// The token holds, and does not allow this.
final class Forbidden extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Caller.Scope needed;

  Forbidden(Caller.Scope needed) {
    super(needed.word(), null, false, false);
    this.needed = needed;
  }

  Caller.Scope needed() {
    return needed;
  }
}
