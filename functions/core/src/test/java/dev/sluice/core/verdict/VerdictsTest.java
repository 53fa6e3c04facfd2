package dev.sluice.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.media.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
  private static final String PNG =
      "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\0\0\0\u0001\0\0\0\u0001\u0008\u0002\0\0\0\u0090wS\u00DE"
          + "\0\0\0\0IEND\u00AEB`\u0082";
  private static final String TEXT = "plain";
  private static final String HTML = "<!doctype html><p>hi";
  private static final String UNKNOWN = "\u0001\u0002\u0003";

  @ParameterizedTest
  @CsvSource({
    "image/png, a.png, PNG, image/*, READY",
    "application/octet-stream, a.png, PNG, image/*, READY",
    "image/x-png, a.png, PNG, image/png, READY",
    "image/png, noextension, PNG, image/*, READY",
    "application/pdf, a.pdf, PNG, */*, TYPE_MISMATCH",
    "image/jpeg, a.png, PNG, */*, TYPE_MISMATCH",
    "application/octet-stream, a.pdf, PNG, */*, NAME_MISMATCH",
    "image/png, a.png, PNG, application/pdf, TYPE_NOT_ALLOWED",
    "text/plain, a.txt, TEXT, text/plain, READY",
    "text/csv, a.csv, TEXT, text/*, READY",
    "application/json, a.json, TEXT, text/plain, READY",
    "application/pdf, a.pdf, TEXT, text/plain, TYPE_MISMATCH",
    "text/plain, a.txt, HTML, */*, TYPE_MISMATCH",
    "text/plain, a.txt, HTML, text/plain, TYPE_MISMATCH",
    "application/octet-stream, a.txt, HTML, text/plain, TYPE_NOT_ALLOWED",
    "application/octet-stream, a.bin, UNKNOWN, */*, READY",
    "application/x-own, a.own, UNKNOWN, */*, READY",
    "application/octet-stream, a.bin, UNKNOWN, application/*, READY",
    "application/octet-stream, a.bin, UNKNOWN, application/octet-stream, READY",
    "image/png, a.png, UNKNOWN, */*, undetermined",
    "text/plain, a.txt, UNKNOWN, */*, undetermined",
    "application/octet-stream, a.png, UNKNOWN, */*, undetermined",
    "application/octet-stream, a.bin, UNKNOWN, image/*, undetermined",
    "application/x-own, a.own, UNKNOWN, application/x-own, undetermined",
    "text/markdown, a.md, TEXT, text/markdown, READY",
    "application/octet-stream, a.md, TEXT, text/markdown, READY",
    "text/csv, a.md, TEXT, text/markdown, READY",
    "application/octet-stream, a.txt, TEXT, text/markdown, TYPE_NOT_ALLOWED",
    "application/octet-stream, a, TEXT, application/octet-stream, TYPE_NOT_ALLOWED",
    "text/html, a.md, TEXT, text/plain, TYPE_MISMATCH",
    "text/plain, a.ts, TEXT, text/plain, READY",
    "application/vnd.acme, a.acme, TEXT, application/vnd.acme, READY",
    "application/vnd.acme, a.acme, PNG, */*, TYPE_MISMATCH",
  })
  void claims_and_rules_are_held_against_what_was_found(
      String declared, String fileName, String content, String allowed, String expected) {
    Verdict verdict =
        Verdicts.judge(
            MediaType.parse(declared), fileName, Rules.allowing(allowed), found(content(content)));

    String actual =
        switch (verdict) {
          case Verdict.Ready _ -> "READY";
          case Verdict.Rejected rejected -> rejected.reason().code().name();
          case Verdict.Undetermined undetermined -> undetermined.reason().code().slug();
        };
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void a_reason_says_what_was_found_with_its_proof_and_what_was_expected() {
    assertThat(reason("application/pdf", "a", "*/*", PNG))
        .startsWith("found image/png (offset ")
        .endsWith("), expected application/pdf as declared");
    assertThat(reason("image/png", "a.pdf", "*/*", PNG)).endsWith("application/pdf by its name");
    assertThat(reason("image/png", "a", "image/gif text/*", PNG))
        .endsWith("expected one of image/gif, text/*");
    assertThat(reason("image/png", "a", "*/*", UNKNOWN))
        .startsWith("found nothing that is known (offset 0: 010203")
        .endsWith("expected image/png as declared");
    assertThat(reason("application/octet-stream", "a", "image/*", UNKNOWN))
        .contains("a collection that allows application/octet-stream takes others");
  }

  private static String reason(String declared, String fileName, String allowed, String content) {
    return switch (Verdicts.judge(
        MediaType.parse(declared), fileName, Rules.allowing(allowed), found(content))) {
      case Verdict.Ready _ -> "";
      case Verdict.Rejected rejected -> rejected.reason().detail();
      case Verdict.Undetermined undetermined -> undetermined.reason().detail();
    };
  }

  private static String content(String name) {
    return switch (name) {
      case "PNG" -> PNG;
      case "TEXT" -> TEXT;
      case "HTML" -> HTML;
      case "UNKNOWN" -> UNKNOWN;
      default -> throw new AssertionError(name);
    };
  }

  private static Finding found(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    return new Detector()
        .detect(
            new ByteSource() {
              @Override
              public long size() {
                return bytes.length;
              }

              @Override
              public byte[] read(long offset, int length) {
                return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
              }
            });
  }
}
