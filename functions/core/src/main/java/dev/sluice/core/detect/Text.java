package dev.sluice.core.detect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Text: valid in its encoding and free of control characters, at the head and at the tail. What a
/// browser or an interpreter would run is named as that, never as plain text.
final class Text implements Structure {
  private static final int TAIL = 2048;
  private static final String BOM = "\uFEFF";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Charset charset = charset(evidence.head());
    Optional<String> start = text(evidence.head(), charset, evidence.size());
    if (start.isEmpty()) {
      return Optional.empty();
    }
    if (evidence.size() > evidence.head().length()) {
      Optional<Window> tail = evidence.tail(TAIL);
      if (tail.isEmpty() || text(tail.get(), charset, evidence.size()).isEmpty()) {
        return Optional.of(
            Finding.undetermined(
                evidence.size() - TAIL, "begins as text, but does not end as such"));
      }
    }
    return Optional.of(finding(start.get(), charset));
  }

  private static Charset charset(Window head) {
    return switch (head.u16(0)) {
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /// Nothing if the window is not text. Its edges may cut a character in two.
  private static Optional<String> text(Window window, Charset charset, long fileSize) {
    ByteBuffer bytes = ByteBuffer.wrap(window.copy());
    if (window.offset() > 0) {
      skipCutCharacter(bytes, charset, window.offset());
    }
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
    CoderResult result = decoder.decode(bytes, characters, window.end() == fileSize);
    if (result.isError()) {
      return Optional.empty();
    }
    String text = characters.flip().toString();
    return text.chars().allMatch(Text::isTextual) ? Optional.of(text) : Optional.empty();
  }

  private static void skipCutCharacter(ByteBuffer bytes, Charset charset, long offset) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      if (offset % 2 == 1 && bytes.hasRemaining()) {
        bytes.get();
      }
      return;
    }
    for (int skipped = 0; skipped < 3 && bytes.hasRemaining(); skipped++) {
      if ((bytes.get(bytes.position()) & 0xC0) != 0x80) {
        return;
      }
      bytes.get();
    }
  }

  private static boolean isTextual(int character) {
    return (character >= 0x20 && character != 0x7F)
        || character == '\t'
        || character == '\n'
        || character == '\r'
        || character == '\f'
        || character == 0x1B;
  }

  private static Finding finding(String text, Charset charset) {
    String start = (text.startsWith(BOM) ? text.substring(1) : text).stripLeading();
    String lower = start.toLowerCase(Locale.ROOT);
    if (start.startsWith("%!PS")) {
      return Finding.of("application/postscript", Confidence.STRUCTURE, 0, "%!PS");
    }
    if (start.startsWith("{\\rtf")) {
      return Finding.of("application/rtf", Confidence.STRUCTURE, 0, "{\\rtf");
    }
    if (start.startsWith("#!")) {
      return Finding.of("text/x-script", Confidence.STRUCTURE, 0, "#!");
    }
    if (lower.startsWith("<?php") || lower.contains("<?php")) {
      return Finding.of("application/x-httpd-php", Confidence.STRUCTURE, 0, "<?php");
    }
    if (lower.contains("<svg") && lower.startsWith("<")) {
      return Finding.of("image/svg+xml", Confidence.STRUCTURE, 0, "element svg");
    }
    if (isHtml(lower)) {
      return Finding.of("text/html", Confidence.STRUCTURE, 0, "an element of HTML");
    }
    if (lower.startsWith("<?xml")) {
      return Finding.of("application/xml", Confidence.STRUCTURE, 0, "<?xml");
    }
    return Finding.of("text/plain", Confidence.STRUCTURE, 0, "text in " + charset.name());
  }

  /// What makes a browser take unlabelled text for HTML (WHATWG MIME Sniffing, 7.1), wherever a
  /// file begins with a tag.
  private static boolean isHtml(String lower) {
    if (!lower.startsWith("<")) {
      return false;
    }
    for (String tag :
        new String[] {
          "<!doctype html",
          "<html",
          "<head",
          "<body",
          "<script",
          "<iframe",
          "<h1",
          "<div",
          "<font",
          "<table",
          "<a ",
          "<style",
          "<title",
          "<b>",
          "<br",
          "<p>",
          "<p ",
          "<!--",
          "<img",
          "<form"
        }) {
      if (lower.startsWith(tag) || (lower.startsWith("<!--") && lower.contains("<html"))) {
        return true;
      }
    }
    return lower.contains("<script");
  }
}
