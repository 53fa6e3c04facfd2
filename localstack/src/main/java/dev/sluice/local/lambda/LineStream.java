package dev.sluice.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Bytes in, lines out: a line is an entry of a function's log. One without an end is cut at the
/// length of the longest log event ("CloudWatch Logs quotas").
final class LineStream extends OutputStream {
  private static final int LONGEST = 1024 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n' || line.size() >= LONGEST) {
      end();
    }
    if (octet != '\n') {
      line.write(octet);
    }
  }

  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      end();
    }
  }

  private void end() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
