package dev.sluice.processors.digest;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.task.Processor;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.TaskOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// SHA-256 and size of the whole object, read in ranges: its memory is one range, whatever the
/// size. Result: `sha256` in hexadecimal, `bytes`.
public final class Digest implements Processor {
  private static final int RANGE = 4 << 20;

  private final ObjectStore objects;

  public Digest(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public Outcome process(TaskOrder order) {
    ByteSource source = objects.open(order.object());
    MessageDigest digest = sha256();
    for (long offset = 0; offset < source.size(); offset += RANGE) {
      digest.update(source.read(offset, (int) Math.min(RANGE, source.size() - offset)));
    }
    return new Outcome.Done(
        Map.of("sha256", HexFormat.of().formatHex(digest.digest()), "bytes", source.size()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
