package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What functions in this process print: on Lambda it is their log. The thread tells whose it is,
/// and the threads that it starts inherit that. Everybody else's output goes where it went before.
final class StandardOutput extends OutputStream {
  private static final InheritableThreadLocal<@Nullable LineStream> FUNCTION =
      new InheritableThreadLocal<>();

  private final PrintStream others;

  private StandardOutput(PrintStream others) {
    this.others = others;
  }

  /// A task whose output is the function's, and so is that of the threads it starts.
  static Runnable into(Consumer<String> log, Runnable task) {
    divert();
    return () -> {
      FUNCTION.set(new LineStream(log));
      task.run();
    };
  }

  @Override
  public void write(int octet) throws IOException {
    target().write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    target().flush();
  }

  private OutputStream target() {
    LineStream function = FUNCTION.get();
    return function == null ? others : function;
  }

  /// Stays in place, since whoever was started may print until the process ends.
  private static synchronized void divert() {
    if (!(System.out instanceof Diverted)) {
      System.setOut(new Diverted(System.out));
    }
    if (!(System.err instanceof Diverted)) {
      System.setErr(new Diverted(System.err));
    }
  }

  private static final class Diverted extends PrintStream {
    Diverted(PrintStream others) {
      super(new StandardOutput(others), true, StandardCharsets.UTF_8);
    }
  }
}
