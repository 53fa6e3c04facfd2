package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Files to upload.
record SampleFiles(Path folder) {
  static byte[] picture() throws IOException {
    var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0xf2b880), 0, 48, new Color(0x3b6ea5)));
    pen.fillRect(0, 0, 64, 48);
    pen.setColor(new Color(0xfff3d6));
    pen.fillOval(36, 8, 14, 14);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  Path picture(String name) throws IOException {
    return write(name, picture());
  }

  Path text(String name, int size) throws IOException {
    byte[] letters = new byte[size];
    var random = new Random(size);
    for (int i = 0; i < size; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
    return write(name, letters);
  }

  /// Says by its name that it is a picture, and is none.
  Path impostor(String name) throws IOException {
    return write(name, "#!/bin/sh\necho not a picture\n".getBytes(UTF_8));
  }

  Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
