package dev.sluice.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/// The end of an invocation's log, as `X-Amz-Log-Result` has it ("Invoke", Lambda API reference).
final class LogTail implements Consumer<String> {
  private static final int BYTES = 4096;

  private byte[] last = {};

  @Override
  public synchronized void accept(String entry) {
    byte[] added = (entry.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(last, last.length + added.length);
    System.arraycopy(added, 0, all, last.length, added.length);
    last = Arrays.copyOfRange(all, Math.max(0, all.length - BYTES), all.length);
  }

  synchronized String base64() {
    return Base64.getEncoder().encodeToString(last);
  }
}
