package dev.sluice.processors.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures to test with.
final class Pictures {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Pictures() {}

  /// Red and green above, blue and white below.
  static BufferedImage quarters(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D graphics = picture.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int quarter = 0; quarter < colours.length; quarter++) {
      graphics.setColor(colours[quarter]);
      graphics.fillRect(
          quarter % 2 * width / 2, quarter / 2 * height / 2, (width + 1) / 2, (height + 1) / 2);
    }
    graphics.dispose();
    return picture;
  }

  static byte[] encoded(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, format, bytes)) {
      throw new IOException("there is no writer for " + format);
    }
    return bytes.toByteArray();
  }

  static BufferedImage decoded(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  static byte[] progressiveJpeg(BufferedImage picture) throws IOException {
    return jpeg(new IIOImage(picture, null, null), ImageWriteParam.MODE_DEFAULT);
  }

  /// Magenta and yellow, no cyan and no black, each as what it leaves out: so does Adobe.
  static byte[] redCmykJpeg(int width, int height) throws IOException {
    WritableRaster inks =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        inks.setPixel(x, y, new int[] {255, 0, 0, 255});
      }
    }
    byte[] jpeg = jpeg(new IIOImage(inks, null, null), ImageWriteParam.MODE_DISABLED);
    ByteBuffer adobe = ByteBuffer.allocate(jpeg.length + 16);
    adobe.put(jpeg, 0, 2).putShort((short) 0xFFEE).putShort((short) 14);
    adobe.put("Adobe".getBytes(StandardCharsets.US_ASCII)).putShort((short) 100).put(new byte[5]);
    return adobe.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] jpeg(IIOImage picture, int progressive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(progressive);
      writer.setOutput(output);
      writer.write(null, picture, parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// The JPEG with a segment behind its first two bytes that says how to turn it.
  static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
    tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 2);
    // ImageWidth, then Orientation: a SHORT, one of it, in the first two of four bytes.
    tiff.putShort((short) 0x0100)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) 40)
        .putShort((short) 0);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    return withApplicationSegment(jpeg, tiff.array());
  }

  static byte[] withApplicationSegment(byte[] jpeg, byte[] tiff) {
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    bytes.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.length));
    bytes.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    return bytes.put(jpeg, 2, jpeg.length - 2).array();
  }

  /// All black, one bit a pixel: 100 million pixels are 12 KB.
  static byte[] blackPng(int width, int height) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(data)) {
      byte[] row = new byte[1 + Math.ceilDiv(width, 8)];
      for (int y = 0; y < height; y++) {
        deflater.write(row);
      }
    }
    return png(width, height, data.toByteArray());
  }

  /// Its header alone says how large it would be.
  static byte[] pngWithoutPixels(int width, int height) throws IOException {
    return png(width, height, new byte[0]);
  }

  private static byte[] png(int width, int height, byte[] data) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(PNG_SIGNATURE);
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 1).array();
    png.write(chunk("IHDR", header));
    png.write(chunk("IDAT", data));
    png.write(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) crc.getValue()).array();
  }
}
