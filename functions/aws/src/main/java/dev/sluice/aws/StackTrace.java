package dev.sluice.aws;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What went wrong, with where and why, for a log.
public final class StackTrace {
  private StackTrace() {}

  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
