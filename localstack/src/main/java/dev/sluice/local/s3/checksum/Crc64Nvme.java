package dev.sluice.local.s3.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME (NVM Express, "NVM Command Set", 5.2.1.3.4), which the JDK lacks. Sixteen bytes a
/// step by tables; where there are many bytes, two stretches side by side, since one step waits for
/// the one before.
public final class Crc64Nvme implements Checksum {
  /// The polynomial, its bits reversed.
  static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final int SLICES = 16;
  private static final int STRETCH = 16 << 10;
  private static final long[][] TABLES = tables();
  private static final CrcCombine COMBINE = new CrcCombine(POLYNOMIAL, 64);
  private static final long BEHIND = COMBINE.power(STRETCH);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = ~0L;

  @Override
  public void update(int one) {
    state = TABLES[0][(int) (state ^ one) & 0xff] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = state;
    int at = offset;
    int end = offset + length;
    for (; end - at >= 2 * STRETCH; at += 2 * STRETCH) {
      long other = 0;
      for (int i = at; i < at + STRETCH; i += SLICES) {
        crc = step(crc, bytes, i);
        other = step(other, bytes, i + STRETCH);
      }
      crc = COMBINE.multiply(BEHIND, crc) ^ other;
    }
    for (; end - at >= SLICES; at += SLICES) {
      crc = step(crc, bytes, at);
    }
    for (; at < end; at++) {
      crc = TABLES[0][(int) (crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
    }
    state = crc;
  }

  private static long step(long crc, byte[] bytes, int at) {
    long[][] table = TABLES;
    long low = (long) LONG.get(bytes, at) ^ crc;
    long high = (long) LONG.get(bytes, at + 8);
    return table[15][(int) low & 0xff]
        ^ table[14][(int) (low >>> 8) & 0xff]
        ^ table[13][(int) (low >>> 16) & 0xff]
        ^ table[12][(int) (low >>> 24) & 0xff]
        ^ table[11][(int) (low >>> 32) & 0xff]
        ^ table[10][(int) (low >>> 40) & 0xff]
        ^ table[9][(int) (low >>> 48) & 0xff]
        ^ table[8][(int) (low >>> 56)]
        ^ table[7][(int) high & 0xff]
        ^ table[6][(int) (high >>> 8) & 0xff]
        ^ table[5][(int) (high >>> 16) & 0xff]
        ^ table[4][(int) (high >>> 24) & 0xff]
        ^ table[3][(int) (high >>> 32) & 0xff]
        ^ table[2][(int) (high >>> 40) & 0xff]
        ^ table[1][(int) (high >>> 48) & 0xff]
        ^ table[0][(int) (high >>> 56)];
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = ~0L;
  }

  private static long[][] tables() {
    long[][] tables = new long[SLICES][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
      tables[0][i] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[slice - 1][i];
        tables[slice][i] = tables[0][(int) before & 0xff] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
