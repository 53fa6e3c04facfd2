package dev.sluice.local.http;

/// Another program listens where the front door was to listen.
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  PortTaken(int port, Throwable cause) {
    super("port " + port + " is taken; stop what listens there, or take another port", cause);
  }
}
