package dev.sluice.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a process writes, as entries of a log: a frame of AWS's runtime interface client is one
/// entry, however many lines it has, and so is a line of anything else.
///
/// A frame, as the client's `FramedTelemetryLogSink` writes it, is a magic number whose last byte
/// tells level and format, the message's length, both in four bytes, a time in eight, and the
/// message. The zero in the magic number is in no text.
final class LogFrames extends OutputStream {
  private static final int MAGIC = 0xa55a0000;
  private static final int MAGIC_BYTES = 3;
  private static final int HEADER_BYTES = 16;

  /// The last byte of [#MARK]'s magic number, which no level and format have.
  private static final int MARKED = 0xff;

  /// Far above what a client writes; beyond it a length is that of no frame.
  private static final int LONGEST_FRAME = 16 * 1024 * 1024;

  /// A line without an end is cut there ("CloudWatch Logs quotas": the longest log event).
  private static final int LONGEST_LINE = 1024 * 1024;

  private final Consumer<String> entries;
  private final Runnable marked;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /// How much of the current frame's message is still to come.
  private int missing;

  /// @param marked is told of every [#mark]
  LogFrames(Consumer<String> entries, Runnable marked) {
    this.entries = entries;
    this.marked = marked;
  }

  /// An empty frame of our own, which shows that all before it was read.
  static byte[] mark() {
    return ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC | MARKED).array();
  }

  @Override
  public void write(int octet) {
    if (missing > 0) {
      message.write(octet);
      missing--;
      endMessage();
    } else if (header.position() < MAGIC_BYTES) {
      search((byte) octet);
    } else {
      header.put((byte) octet);
      if (!header.hasRemaining()) {
        begin();
      }
    }
  }

  /// Makes an entry of what has no end yet.
  @Override
  public void close() {
    text.write(header.array(), 0, header.position());
    header.clear();
    if (missing > 0) {
      missing = 0;
      endMessage();
    }
    endText();
  }

  private void search(byte octet) {
    if (octet == magic(header.position())) {
      header.put(octet);
      return;
    }
    text.write(header.array(), 0, header.position());
    header.clear();
    if (octet == magic(0)) {
      header.put(octet);
    } else if (octet == '\n') {
      entries.accept(text.toString(StandardCharsets.UTF_8));
      text.reset();
    } else {
      text.write(octet);
      if (text.size() >= LONGEST_LINE) {
        endText();
      }
    }
  }

  private void begin() {
    int type = header.get(MAGIC_BYTES) & 0xff;
    int length = header.getInt(Integer.BYTES);
    if (length < 0 || length > LONGEST_FRAME) {
      text.write(header.array(), 0, HEADER_BYTES);
      header.clear();
      return;
    }
    header.clear();
    endText();
    if (type == MARKED) {
      marked.run();
    } else {
      missing = length;
      endMessage();
    }
  }

  private void endMessage() {
    if (missing == 0) {
      entries.accept(message.toString(StandardCharsets.UTF_8));
      message.reset();
    }
  }

  private void endText() {
    if (text.size() > 0) {
      entries.accept(text.toString(StandardCharsets.UTF_8));
      text.reset();
    }
  }

  private static byte magic(int index) {
    return (byte) (MAGIC >>> (Integer.SIZE - Byte.SIZE * (index + 1)));
  }
}
