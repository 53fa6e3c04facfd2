package dev.sluice.processors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.processors.image.Thumbnailer.Result;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailerTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "640, 480, 256, 192",
    "480, 640, 192, 256",
    "4000, 3000, 256, 192",
    "256, 256, 256, 256",
    "17, 3, 17, 3",
    "1, 1, 1, 1",
    "3000, 2, 256, 1"
  })
  void fits_a_square_of_256_and_is_never_larger_than_the_picture(
      int width, int height, int toWidth, int toHeight) throws IOException {
    Result.Made made =
        made(Pictures.encoded(Pictures.quarters(width, height, BufferedImage.TYPE_INT_RGB), "png"));

    assertThat(made.width()).isEqualTo(width);
    assertThat(made.height()).isEqualTo(height);
    BufferedImage thumbnail = Pictures.decoded(made.png());
    assertThat(thumbnail.getWidth()).isEqualTo(toWidth);
    assertThat(thumbnail.getHeight()).isEqualTo(toHeight);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpeg"})
  void looks_like_the_picture(String format) throws IOException {
    Result.Made made =
        made(Pictures.encoded(Pictures.quarters(1200, 900, BufferedImage.TYPE_3BYTE_BGR), format));

    assertCorners(Pictures.decoded(made.png()), "RGBW");
  }

  @Test
  void of_a_progressive_JPEG_looks_like_it() throws IOException {
    byte[] jpeg =
        Pictures.progressiveJpeg(Pictures.quarters(1200, 900, BufferedImage.TYPE_3BYTE_BGR));

    assertThat(JpegHeader.of(jpeg).progressive()).isTrue();
    assertCorners(Pictures.decoded(made(jpeg).png()), "RGBW");
  }

  @Test
  void keeps_what_is_transparent() throws IOException {
    BufferedImage picture = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 600; x++) {
        picture.setRGB(x, y, x < 300 ? 0x80FF0000 : 0);
      }
    }

    BufferedImage thumbnail = Pictures.decoded(made(Pictures.encoded(picture, "png")).png());

    assertThat(thumbnail.getRGB(20, 128)).isEqualTo(0x80FF0000);
    assertThat(thumbnail.getRGB(236, 128) >>> 24).isZero();
  }

  /// The corners as the standard's table says where row 0 and column 0 are seen.
  @ParameterizedTest
  @CsvSource({
    "1, RGBW, 40, 20",
    "2, GRWB, 40, 20",
    "3, WBGR, 40, 20",
    "4, BWRG, 40, 20",
    "5, RBGW, 20, 40",
    "6, BRWG, 20, 40",
    "7, WGBR, 20, 40",
    "8, GWRB, 20, 40",
    "0, RGBW, 40, 20",
    "9, RGBW, 40, 20"
  })
  void is_turned_as_the_camera_says(int orientation, String corners, int width, int height)
      throws IOException {
    byte[] jpeg = Pictures.encoded(Pictures.quarters(40, 20, BufferedImage.TYPE_3BYTE_BGR), "jpeg");

    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Result.Made made = made(Pictures.withOrientation(jpeg, orientation, order));

      assertThat(made.width()).isEqualTo(width);
      assertThat(made.height()).isEqualTo(height);
      assertCorners(Pictures.decoded(made.png()), corners);
    }
  }

  @Test
  void is_made_though_what_the_camera_says_is_broken() throws IOException {
    byte[] jpeg = Pictures.encoded(Pictures.quarters(40, 20, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
    byte[] whole = Pictures.withOrientation(jpeg, 6, ByteOrder.BIG_ENDIAN);
    byte[] tiff = Arrays.copyOfRange(whole, 12, 12 + 38);

    for (int length = 0; length < tiff.length - 4; length++) {
      made(Pictures.withApplicationSegment(jpeg, Arrays.copyOf(tiff, length)));
    }
    byte[] farDirectory = tiff.clone();
    Arrays.fill(farDirectory, 4, 8, (byte) 0xFF);
    assertThat(made(Pictures.withApplicationSegment(jpeg, farDirectory)).width()).isEqualTo(40);
  }

  @Test
  void of_a_picture_of_four_inks_is_one_of_three_colours() throws IOException {
    assertCorners(Pictures.decoded(made(Pictures.redCmykJpeg(64, 48)).png()), "RRRR");
  }

  @Test
  void of_what_is_no_picture_is_not_made() {
    assertRefused(new byte[0], "unsupported");
    assertRefused("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), "unsupported");
  }

  @Test
  void of_half_a_picture_is_not_made() throws IOException {
    byte[] png = Pictures.encoded(Pictures.quarters(640, 480, BufferedImage.TYPE_INT_RGB), "png");

    assertRefused(Arrays.copyOf(png, png.length / 2), "corrupt");
    assertRefused(Arrays.copyOf(png, 20), "corrupt");
  }

  @Test
  void of_broken_pictures_of_all_kinds_is_made_or_not_and_never_fails() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (String format : new String[] {"png", "gif", "jpeg"}) {
      byte[] picture =
          Pictures.encoded(Pictures.quarters(60, 40, BufferedImage.TYPE_3BYTE_BGR), format);
      for (int round = 0; round < 300; round++) {
        byte[] broken = Arrays.copyOf(picture, random.nextInt(picture.length) + 1);
        for (int flips = random.nextInt(6); flips > 0; flips--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        assertThat(Thumbnailer.thumbnail(broken)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10001, 10000", "2147483647, 2147483647", "65536, 1", "1, 65536"})
  void of_a_bomb_is_refused_by_its_header(int width, int height) throws IOException {
    byte[] bomb = Pictures.pngWithoutPixels(width, height);

    long before = allocated();
    assertRefused(bomb, "too-many-pixels");
    assertThat(allocated() - before).isLessThan(4L << 20);
  }

  /// Six bytes a pixel outside the heap are what a progressive one costs.
  @Test
  void of_a_large_progressive_JPEG_is_refused_by_its_header() throws IOException {
    byte[] jpeg = Pictures.progressiveJpeg(Pictures.quarters(64, 64, BufferedImage.TYPE_3BYTE_BGR));
    for (int at = 0; at < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC2) {
        // Height, then width: 8,000 by 8,000.
        jpeg[at + 5] = jpeg[at + 7] = 0x1F;
        jpeg[at + 6] = jpeg[at + 8] = 0x40;
        break;
      }
    }

    assertRefused(jpeg, "too-many-pixels");
  }

  @Test
  void of_100_million_pixels_is_made_in_a_few_megabytes() throws IOException {
    byte[] picture = Pictures.blackPng(10_000, 10_000);

    long before = allocated();
    Result.Made made = made(picture);

    assertThat(allocated() - before).isLessThan(16L << 20);
    assertThat(Pictures.decoded(made.png()).getWidth()).isEqualTo(256);
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }

  private static Result.Made made(byte[] picture) {
    Result result = Thumbnailer.thumbnail(picture);
    assertThat(result).isInstanceOf(Result.Made.class);
    return (Result.Made) result;
  }

  private static void assertRefused(byte[] picture, String code) {
    assertThat(Thumbnailer.thumbnail(picture))
        .isInstanceOfSatisfying(
            Result.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  /// @param colours of the corners above, then below, each from the left
  private static void assertCorners(BufferedImage picture, String colours) {
    int right = picture.getWidth() - 3;
    int bottom = picture.getHeight() - 3;
    assertThat(
            name(picture.getRGB(2, 2))
                + name(picture.getRGB(right, 2))
                + name(picture.getRGB(2, bottom))
                + name(picture.getRGB(right, bottom)))
        .isEqualTo(colours);
  }

  /// The nearest of four: a JPEG changes colours a little.
  private static String name(int rgb) {
    Color colour = new Color(rgb);
    boolean red = colour.getRed() > 127;
    boolean green = colour.getGreen() > 127;
    boolean blue = colour.getBlue() > 127;
    return red && green && blue ? "W" : red ? "R" : green ? "G" : blue ? "B" : "-";
  }
}
