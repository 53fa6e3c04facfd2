package dev.sluice.processors.image;

import java.awt.image.BufferedImage;

/// How a stored picture is turned before people see it: a camera that was held upright stores its
/// rows as they come, and says so (CIPA DC-008, "Exchangeable image file format", tag Orientation).
///
/// @param turned whether stored rows are seen as columns
/// @param mirrored whether stored rows are read from their end
/// @param flipped whether the last stored row comes first
record Orientation(boolean turned, boolean mirrored, boolean flipped) {
  static final Orientation AS_STORED = new Orientation(false, false, false);

  /// @param tag 1 to 8; any other number says nothing
  static Orientation of(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> AS_STORED;
    };
  }

  /// The picture as people see it.
  BufferedImage applyTo(BufferedImage stored) {
    if (equals(AS_STORED)) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    BufferedImage seen =
        new BufferedImage(turned ? height : width, turned ? width : height, stored.getType());
    for (int y = 0; y < seen.getHeight(); y++) {
      for (int x = 0; x < seen.getWidth(); x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        seen.setRGB(
            x,
            y,
            stored.getRGB(
                mirrored ? width - 1 - column : column, flipped ? height - 1 - row : row));
      }
    }
    return seen;
  }
}
