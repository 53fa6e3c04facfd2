package dev.sluice.events;

/// A text is not an event of ours; the message names the field.
public final class MalformedEvent extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedEvent(String message) {
    super(message);
  }
}
