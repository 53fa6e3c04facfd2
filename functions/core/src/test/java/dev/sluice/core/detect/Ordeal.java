package dev.sluice.core.detect;

import com.sun.management.ThreadMXBean;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.verdict.Rules;
import dev.sluice.core.verdict.Verdicts;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/// One judgement on bytes of any sort: it may not throw, read more than its budget, or take memory
/// or time out of proportion to it.
final class Ordeal {
  /// Text is decoded and lowered, entries have names: a multiple of the 64 KiB that may be read.
  static final long MAXIMUM_ALLOCATION = 40 * 64 * 1024;

  /// Of the processor's time, which others on the machine don't lengthen. A judgement takes well
  /// under a millisecond; an endless loop, or one that is quadratic in what was read, takes longer.
  private static final Duration MAXIMUM_TIME = Duration.ofMillis(500);

  private static final CollectionRules ANYTHING = Rules.allowing("*/*");

  private final Detector detector = new Detector();
  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Runs each sample once, so that what classes allocate when they are loaded counts for none.
  Ordeal(Map<String, byte[]> samples) {
    for (byte[] sample : samples.values()) {
      judge(new ByteArray(sample));
    }
  }

  Finding undergo(byte[] bytes) {
    ByteArray source = new ByteArray(bytes);
    long allocated = thread.getCurrentThreadAllocatedBytes();
    long time = thread.getCurrentThreadCpuTime();
    Finding finding;
    try {
      finding = judge(source);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("judging failed on " + described(bytes), e);
    }
    time = thread.getCurrentThreadCpuTime() - time;
    allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
    if (allocated > MAXIMUM_ALLOCATION) {
      throw new AssertionError("judging allocated " + allocated + " bytes for " + described(bytes));
    }
    if (time > MAXIMUM_TIME.toNanos()) {
      throw new AssertionError("judging took " + time + " ns for " + described(bytes));
    }
    return finding;
  }

  private Finding judge(ByteArray source) {
    Finding finding = detector.detect(source);
    Verdicts.judge(MediaType.OCTET_STREAM, "file.bin", ANYTHING, finding);
    return finding;
  }

  private static String described(byte[] bytes) {
    int shown = Math.min(bytes.length, 600);
    return bytes.length + " bytes: " + HexFormat.of().formatHex(bytes, 0, shown);
  }
}
