package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Damage as files have it, and as attackers make it: changed bytes, lengths that lie, pieces that
/// are missing, doubled, or another file's.
final class Mutations {
  private static final int LONGEST = 200_000;
  private static final int[] EXTREMES = {
    0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFF
  };

  private Mutations() {}

  static byte[] mutate(byte[] sample, List<byte[]> others, RandomGenerator random) {
    byte[] bytes = sample.clone();
    int steps = random.nextInt(1, 6);
    for (int step = 0; step < steps && bytes.length > 0; step++) {
      bytes = once(bytes, others, random);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private static byte[] once(byte[] bytes, List<byte[]> others, RandomGenerator random) {
    int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 64) : bytes.length);
    return switch (random.nextInt(8)) {
      case 0 -> with(bytes, at, (byte) random.nextInt());
      case 1 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 2 -> number(bytes, at, EXTREMES[random.nextInt(EXTREMES.length)], random.nextBoolean());
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> {
        int end = Math.min(bytes.length, at + random.nextInt(1, 200));
        yield joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
      }
      case 5 -> joined(Arrays.copyOf(bytes, at), bytes);
      case 6 -> {
        byte[] other = others.get(random.nextInt(others.size()));
        yield random.nextBoolean() ? joined(bytes, other) : joined(Arrays.copyOf(bytes, at), other);
      }
      case 7 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100_000));
      default -> throw new AssertionError();
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] number(byte[] bytes, int at, int value, boolean bigEndian) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 4 && at + i < changed.length; i++) {
      changed[at + i] = (byte) (value >> (8 * (bigEndian ? 3 - i : i)));
    }
    return changed;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
