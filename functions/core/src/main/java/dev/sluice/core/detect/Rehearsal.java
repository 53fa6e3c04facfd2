package dev.sluice.core.detect;

/// Detection on a file of each signature there is, made of nothing but the signature. What the JVM
/// loads and links at first use is loaded and linked then: for an archive of classes, or before a
/// snapshot is taken.
public final class Rehearsal {
  private static final int SIZE = 8192;

  private Rehearsal() {}

  /// How many files were judged.
  public static int run() {
    Detector detector = new Detector();
    int files = 0;
    for (Kind kind : Kinds.known().all()) {
      for (Signature signature : kind.signatures()) {
        detector.detect(new Bytes(signature));
        files++;
      }
    }
    return files;
  }

  private record Bytes(Signature signature) implements ByteSource {
    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public byte[] read(long offset, int length) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) Math.max(0, signature.byteAt((int) offset + i));
      }
      return bytes;
    }
  }
}
