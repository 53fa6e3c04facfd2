package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest {
  private final List<String> entries = new ArrayList<>();
  private final LogFrames frames = new LogFrames(entries::add, () -> entries.add("(mark)"));
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void framesAndLinesMayAlternate() throws Exception {
    bytes.write(text("one\ntwo"));
    bytes.write(frame("three\nfour"));
    bytes.write(frame(""));
    bytes.write(text("\nfive"));
    bytes.write(LogFrames.mark());

    assertThat(read()).containsExactly("one", "two", "three\nfour", "", "", "five", "(mark)");
  }

  @Test
  void whatLooksLikeAFrameAtFirstIsText() throws Exception {
    bytes.write(0xa5);
    bytes.write(text("a"));
    bytes.write(0xa5);
    bytes.write(frame("b"));
    // A length that no message has.
    bytes.write(ByteBuffer.allocate(16).putInt(0xa55a0003).putInt(-1).array());
    bytes.write(text("c\n"));
    bytes.write(0xa5);

    assertThat(read()).hasSize(4).element(1).isEqualTo("b");
    assertThat(entries.get(2)).endsWith("c");
  }

  @Test
  void theEndEndsAMessageThatWasCut() throws Exception {
    byte[] frame = frame("never finished");
    bytes.write(frame, 0, frame.length - " finished".length());

    assertThat(read()).containsExactly("never");
  }

  @Test
  void aLineWithoutAnEndIsCut() throws Exception {
    bytes.write(text("x".repeat(1024 * 1024 + 1)));

    assertThat(read()).extracting(String::length).containsExactly(1024 * 1024, 1);
  }

  private List<String> read() throws Exception {
    frames.write(bytes.toByteArray());
    frames.close();
    return entries;
  }

  private static byte[] frame(String message) {
    byte[] text = text(message);
    return ByteBuffer.allocate(16 + text.length)
        .putInt(0xa55a0003)
        .putInt(text.length)
        .putLong(1)
        .put(text)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
