package dev.sluice.core.upload;

import dev.sluice.core.limit.Limits;
import java.nio.charset.StandardCharsets;

/// The name that a person gave the file. Kept for people alone: no key, path or header is made of
/// it without encoding.
///
/// @param value 1 to 1,024 bytes of UTF-8, no control character, no path
public record FileName(String value) {
  /// Ours, as long as S3 lets a key be; file systems allow 255.
  private static final int MAXIMUM_BYTES = Limits.MAXIMUM_KEY_BYTES;

  /// @throws Refused with [Refusal.BadField] if the rules above don't hold
  public FileName {
    if (value.isBlank() || value.equals(".") || value.equals("..")) {
      throw bad("a file name is needed, such as report.pdf");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw bad("the file name is not valid Unicode (a lone surrogate)");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_BYTES) {
      throw bad("a file name has at most 1,024 bytes of UTF-8; send a shorter one");
    }
    if (value.codePoints().anyMatch(FileName::isControl)) {
      throw bad("a file name has no control characters; send it without");
    }
  }

  /// The last segment of what a client sent: `../../x.png` and `C:\y\x.png` are `x.png`.
  public static FileName of(String sent) {
    return new FileName(
        sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1));
  }

  /// Controls, and what turns the direction of the text around it, which makes `gpj.exe` of
  /// `exe.jpg`.
  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
      default -> false;
    };
  }

  private static Refused bad(String detail) {
    return new Refused(new Refusal.BadField("fileName", detail));
  }

  @Override
  public String toString() {
    return value;
  }
}
