package dev.sluice.processors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What a JPEG says before its pixels, and the JDK's decoder does not tell.
///
/// @param progressive whether all coefficients stand in memory before there is a pixel
record JpegHeader(Orientation orientation, boolean progressive) {
  private static final JpegHeader NONE = new JpegHeader(Orientation.AS_STORED, false);

  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int PROGRESSIVE_FRAME = 0xFFC2;
  private static final int APPLICATION_1 = 0xFFE1;

  /// `Exif`, two zeros; behind it stands a TIFF file.
  private static final long EXIF = 0x457869660000L;

  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY = 12;

  /// Of a picture that is no JPEG, or is broken: nothing special.
  static JpegHeader of(byte[] picture) {
    ByteBuffer bytes = ByteBuffer.wrap(picture);
    if (bytes.remaining() < 2 || unsigned(bytes, 0) != START_OF_IMAGE) {
      return NONE;
    }
    Orientation orientation = Orientation.AS_STORED;
    boolean progressive = false;
    int at = 2;
    while (at + 4 <= bytes.limit() && bytes.get(at) == (byte) 0xFF) {
      int marker = unsigned(bytes, at);
      int length = unsigned(bytes, at + 2);
      if (marker == START_OF_SCAN || length < 2 || at + 2 + length > bytes.limit()) {
        break;
      }
      progressive |= marker == PROGRESSIVE_FRAME;
      if (marker == APPLICATION_1) {
        orientation = orientation(bytes.slice(at + 4, length - 2), orientation);
      }
      at += 2 + length;
    }
    return new JpegHeader(orientation, progressive);
  }

  private static Orientation orientation(ByteBuffer segment, Orientation before) {
    if (segment.limit() < 14 || segment.getLong(0) >>> 16 != EXIF) {
      return before;
    }
    ByteBuffer tiff = segment.slice(6, segment.limit() - 6);
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return before;
    }
    int entries = unsigned(tiff, (int) directory);
    for (int entry = 0; entry < entries; entry++) {
      int at = (int) directory + 2 + entry * ENTRY;
      if (at + ENTRY > tiff.limit()) {
        return before;
      }
      if (unsigned(tiff, at) == ORIENTATION_TAG) {
        return Orientation.of(unsigned(tiff, at + 8));
      }
    }
    return before;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }
}
