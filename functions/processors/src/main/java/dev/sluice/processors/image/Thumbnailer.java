package dev.sluice.processors.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Makes a small PNG of a JPEG, PNG or GIF, turned as its EXIF says. Decodes no more pixels than it
/// needs: the picture is sampled while it is read, so that one of 100 million pixels costs a few
/// megabytes; what would cost more is refused by its header.
final class Thumbnailer {
  /// The longest side of a thumbnail, in pixels.
  static final int SIDE = 256;

  /// What is decoded before it is scaled down has at most twice that side.
  private static final int SAMPLED_SIDE = 2 * SIDE;

  private static final long MAXIMUM_PIXELS = 100_000_000;

  /// The decoder keeps every coefficient of a progressive JPEG outside the heap: two bytes each,
  /// six a pixel, eight where it has four inks.
  private static final long MAXIMUM_PROGRESSIVE_PIXELS = 40_000_000;

  /// The longest that JPEG and GIF can say. A row of a PNG may be longer, and stands in memory.
  private static final int MAXIMUM_SIDE = 65_535;

  private Thumbnailer() {}

  /// What became of a picture.
  sealed interface Result {
    /// Width and height are those of the picture itself as people see it, in pixels.
    final class Made implements Result {
      private final int width;
      private final int height;
      private final byte[] png;

      Made(int width, int height, byte[] png) {
        this.width = width;
        this.height = height;
        this.png = png.clone();
      }

      int width() {
        return width;
      }

      int height() {
        return height;
      }

      byte[] png() {
        return Arrays.copyOf(png, png.length);
      }
    }

    record Refused(String code, String detail) implements Result {}
  }

  static Result thumbnail(byte[] picture) {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return new Result.Refused("unsupported", "no picture that can be decoded here");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return thumbnail(reader, JpegHeader.of(picture));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken data with exceptions of many kinds; none will go away by trying
      // again.
      return new Result.Refused("corrupt", "the picture can't be decoded");
    }
  }

  private static Result thumbnail(ImageReader reader, JpegHeader jpeg) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long most = jpeg.progressive() ? MAXIMUM_PROGRESSIVE_PIXELS : MAXIMUM_PIXELS;
    if ((long) width * height > most || Math.max(width, height) > MAXIMUM_SIDE) {
      return new Result.Refused(
          "too-many-pixels",
          "%d×%d is over %,d pixels, or %,d on a side"
              .formatted(width, height, most, MAXIMUM_SIDE));
    }
    int step = Math.max(1, Math.max(width, height) / SAMPLED_SIDE);
    ImageReadParam sampled = reader.getDefaultReadParam();
    sampled.setSourceSubsampling(step, step, 0, 0);
    byte[] png = png(jpeg.orientation().applyTo(scaled(reader.read(0, sampled), width, height)));
    return jpeg.orientation().turned()
        ? new Result.Made(height, width, png)
        : new Result.Made(width, height, png);
  }

  private static BufferedImage scaled(BufferedImage sampled, int width, int height) {
    double scale = Math.min(1.0, (double) SIDE / Math.max(width, height));
    int toWidth = Math.max(1, (int) Math.round(width * scale));
    int toHeight = Math.max(1, (int) Math.round(height * scale));
    BufferedImage small = new BufferedImage(toWidth, toHeight, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(sampled, 0, 0, toWidth, toHeight, null);
    graphics.dispose();
    return small;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", png)) {
      throw new IOException("there is no writer for PNG");
    }
    return png.toByteArray();
  }
}
