package dev.sluice.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// A file to upload, made of a seed: the same one each time.
final class TestFile {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 128;
  private static final int NOISE = 16;

  private final String collection;
  private final String name;
  private final byte[] bytes;

  private TestFile(String collection, String name, byte[] bytes) {
    this.collection = collection;
    this.name = name;
    this.bytes = bytes;
  }

  /// A PNG of about 64 KiB: a slope of colour with noise, as small photographs are.
  static TestFile image(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int red = x + random.nextInt(NOISE);
        int green = y + random.nextInt(NOISE);
        int blue = (x + y) / 2 + random.nextInt(NOISE);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", png)) {
      throw new IOException("this JDK writes no PNG");
    }
    return new TestFile("default", "image-" + seed + ".png", png.toByteArray());
  }

  /// Bytes of no known type.
  static TestFile noise(int size, long seed) {
    byte[] noise = new byte[size];
    new SplittableRandom(seed).nextBytes(noise);
    return new TestFile("any", "noise-" + seed + ".bin", noise);
  }

  String collection() {
    return collection;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }
}
