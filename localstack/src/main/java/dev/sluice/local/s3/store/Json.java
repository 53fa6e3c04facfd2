package dev.sluice.local.s3.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// Records as one line of JSON at the head of a file.
final class Json {
  /// A record and where in its file the bytes behind it begin.
  record Head<T>(T value, long end) {}

  private Json() {}

  static ByteBuffer line(Object value) {
    byte[] json = JsonMapper.shared().writeValueAsBytes(value);
    byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return ByteBuffer.wrap(line);
  }

  static <T> Head<T> read(Path file, Class<T> type) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
      for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
        line.write(next);
      }
      return new Head<>(JsonMapper.shared().readValue(line.toByteArray(), type), line.size() + 1L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
