package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDetectionTest {
  private static final String UNKNOWN = "application/octet-stream";

  private final Detector detector = new Detector();

  /// By media type.
  private static Map<String, String> samples() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("application/json", "{\"a\": [1, 2.5e3, true, null, \"\\u00e4\"], \"b\": {}}");
    all.put("application/x-ndjson", "{\"a\": 1}\n{\"a\": 2}\n");
    all.put("application/geo+json", "{\"type\": \"FeatureCollection\", \"features\": []}");
    all.put("model/gltf+json", "{\"asset\": {\"version\": \"2.0\"}, \"scenes\": []}");
    all.put(
        "application/x-ipynb+json", "{\"cells\": [{\"cell_type\": \"code\"}], \"nbformat\": 4}");
    all.put("text/csv", "id,name,city\n1,Ann,\"Rome, IT\"\n2,Bo,Oslo\n3,Cy,Bern\n");
    all.put("text/tab-separated-values", "id\tname\tcity\n1\tAnn\tRome\n2\tBo\tOslo\n");
    all.put("application/yaml", "---\nname: x\nitems:\n  - a\n  - b\n");
    all.put("application/toml", "[package]\nname = \"x\"\nversion = \"1.0\"\nedition = 2021\n");
    all.put("text/x-ini", "; settings\n[main]\nname=x\npath=C:\\temp\n[other]\na=1\n");
    all.put("text/vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
    all.put("application/x-subrip", "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n");
    all.put("application/vnd.apple.mpegurl", "#EXTM3U\n#EXTINF:10,\na.ts\n");
    all.put("text/vcard", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD\r\n");
    all.put("text/calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
    all.put(
        "message/rfc822",
        "From: a@example.org\nTo: b@example.org\nSubject: Hello\nDate: today\n\nBody\n");
    all.put(
        "application/mbox",
        "From a@example.org Thu Jan  1 00:00:00 2026\nFrom: a@example.org\nSubject: Hi\n\nBody\n");
    all.put("text/x-diff", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-old\n+new\n same\n");
    all.put("application/pgp-keys", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n");
    all.put("application/x-openssh-key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n");
    all.put("application/eps", "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n");
    all.put("application/x-ms-regedit", "REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\Software]\r\n");
    all.put("model/stl", "solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nendloop\n");
    all.put("model/obj", "# cube\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    all.put("image/vnd.dxf", "  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n");
    all.put(
        "text/x-python", "import os\nfrom sys import argv\n\ndef main(a):\n    return os.path\n");
    all.put(
        "text/x-java",
        "package a.b;\n\nimport java.util.List;\n\npublic final class A {\n  private int b;\n}\n");
    all.put("text/x-c", "#include <stdio.h>\n\nint main(void)\n{\n  int a = 1;\n  return a;\n}\n");
    all.put(
        "text/x-c++",
        "#include <string>\nnamespace a {\nclass B {\n public:\n  std::string c;\n};\n}\n");
    all.put("text/x-go", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\ta := 1\n}\n");
    all.put("text/x-rust", "use std::fmt;\n\npub struct A;\n\nimpl A {\n    fn b() {}\n}\n");
    all.put(
        "text/javascript",
        "const a = require('a');\n\nfunction b(c) {\n  return c;\n}\nmodule.exports = b;\n");
    all.put("text/css", "body {\n  color: red;\n  margin: 0;\n  font-size: 1em;\n}\n");
    all.put(
        "application/sql",
        "CREATE TABLE a (\n  id INTEGER\n);\nINSERT INTO a VALUES (1);\nDROP TABLE a;\n");
    all.put("application/x-tex", "\\documentclass{article}\n\\begin{document}\nHi\n");
    all.put("text/troff", ".TH A 1\n.SH NAME\na \\- b\n.SH SYNOPSIS\n.B a\n");
    all.put("text/x-makefile", "CC := gcc\nall: a.o\n\t$(CC) -o a a.o\n.PHONY: all\n");
    all.put("text/x-dockerfile", "FROM debian:12\nRUN apt-get update\nCMD [\"a\"]\n");
    all.put(
        "text/markdown", "# Title\n\n## Usage\n\n```sh\na\n```\n\n- [b](https://example.org)\n");
    all.put("text/x-gettext-translation", "msgid \"\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"b\"\n");
    return all;
  }

  @Test
  void every_kind_of_text_is_found_by_its_form() {
    samples().forEach((type, text) -> assertThat(found(text)).as(type).isEqualTo(type));
  }

  @Test
  void text_that_is_cut_off_is_of_its_kind_or_plain() {
    samples()
        .forEach(
            (type, text) ->
                Cut.isNothingElse(
                    type,
                    text.getBytes(StandardCharsets.UTF_8),
                    "application/json", // Its first line is one value.
                    "text/csv",
                    "application/yaml",
                    "text/x-c",
                    "text/x-ini", // TOML without its strings.
                    "application/x-pem-file"));
  }

  /// As some browsers save a page: no more fields than these.
  @Test
  void a_page_that_was_saved_with_its_pictures_is_a_message() {
    String page = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n";

    assertThat(found(page)).isEqualTo("message/rfc822");
    assertThat(found("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx\r\n"))
        .isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear all, this is a letter.\nIt has commas, and more commas, in each line.\nBye, Ann\n",
        "import duties rise\nfrom time to time\nif you ask me:\nreturn to sender\n",
        "From the desk of: nobody\nNote: to self\n\nBody\n",
        "# a comment\nkey value\nother value\n",
        "package deal, no code;\npublic opinion (of some)\nclass act\n",
        "[1] a footnote\n[2] another\n",
        "{ not json }\n",
        "1,2\n3,4,5\n6\n",
        "select a seat from the plan\nwhere you like\n",
        "12345\n",
        "solid ground\n",
      })
  void prose_that_looks_like_something_is_plain(String text) {
    assertThat(found(text)).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<svg xmlns='http://www.w3.org/2000/svg'/>|image/svg+xml",
        "<?xml version='1.0'?><!-- c --><svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>|image/svg+xml",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>|application/xhtml+xml",
        "<?xml version='1.0'?><rss version='2.0'/>|application/rss+xml",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>|application/atom+xml",
        "<?xml version='1.0'?><feed/>|application/xml",
        "<?xml version='1.0'?><gpx version='1.1'/>|application/gpx+xml",
        "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'/>|application/vnd.google-earth.kml+xml",
        "<?xml version='1.0'?><!DOCTYPE plist PUBLIC 'x' 'y'><plist version='1.0'/>|application/x-plist",
        "<?xml version='1.0'?><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>|application/x-xsd+xml",
        "<?xml version='1.0'?><s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>|application/soap+xml",
        "<?xml version='1.0'?><anything/>|application/xml",
        "<note xmlns='urn:x'>a</note>|application/xml",
        "<!-- a --><!DOCTYPE busconfig><busconfig/>|application/xml",
        "<!DOCTYPE HTML><p>a|text/html",
        "<Html>|text/html",
        "<!-- a --> text|text/html",
        "<!-- a --><project><b/></project>|application/xml",
        "<!-- a --><configuration debug='true'><b>|application/xml",
        "<!-- a --><section>b|text/html",
        "<!-- a --><my-page><b>|text/html",
        "<!-- a --><project><script>b()|text/html",
        "<p>a|text/html",
        "<pre>a|text/plain",
        "<3 you all|text/plain",
      })
  void markup_is_told_apart_by_its_root(String text, String type) {
    assertThat(found(text)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "#!/bin/sh, text/x-shellscript",
    "#!/usr/bin/env python3, text/x-python",
    "#!/usr/bin/env -S node --test, text/javascript",
    "#! /usr/bin/perl -w, text/x-perl",
    "#!/opt/unheard-of, text/x-script",
    "#!/usr/bin/7, text/x-script",
    "@echo off, application/x-bat",
    "<?php echo 1;, application/x-httpd-php",
    "<%@ page language='java' %>, application/x-jsp",
  })
  void a_script_is_a_program_whatever_follows(String line, String type) {
    Finding finding = detect((line + "\nexit 0\n").getBytes(StandardCharsets.UTF_8));

    assertThat(finding.mediaType()).hasToString(type);
    assertThat(finding.dangers()).extracting(Fact.Danger::hazard).contains(Hazard.EXECUTABLE);
  }

  @Test
  void a_script_with_a_program_behind_it_is_a_script() {
    byte[] archive =
        MediaSamples.join("#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8), new byte[9000]);

    Finding finding = detect(archive);
    assertThat(finding.mediaType()).hasToString("text/x-shellscript");
    assertThat(finding.dangers()).extracting(Fact.Danger::hazard).contains(Hazard.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload=\"a()\"/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><a href='javascript:a()'/></svg>",
        "<html><SCRIPT>a()</SCRIPT>",
        "<img src=x onerror=a()>",
        "<img/onerror='a()'/src=x>",
        "<iframe srcdoc='a'>",
        "<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='onclick' to='a()'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><a href='&#106;avascript&#x3a;a()'/></svg>",
        "<?xml version='1.0'?><a xmlns:h='http://www.w3.org/1999/xhtml'><h:script>b()</h:script></a>",
        "<?xml version='1.0'?><rss xmlns:s='http://www.w3.org/2000/svg'><s:script>b()</s:script></rss>",
      })
  void script_in_a_picture_or_a_page_is_a_danger(String text) {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8)).dangers())
        .extracting(Fact.Danger::hazard)
        .containsExactly(Hazard.SCRIPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version='1.0'?><project><script>a()</script></project>",
        "<html><p>What is on sale = cheap, on request = dear, &#60;script&#62;",
        "<svg xmlns='http://www.w3.org/2000/svg'><text font='once'>on=1</text></svg>",
      })
  void what_nobody_runs_is_none(String text) {
    assertThat(detect(text.getBytes(StandardCharsets.UTF_8)).dangers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void script_at_the_end_of_a_long_picture_is_a_danger(String charset) {
    String text =
        "\uFEFF<svg xmlns='http://www.w3.org/2000/svg'>"
            + "<g/>".repeat(9_000)
            + "%s</svg>".formatted("<script>a()</script>");

    assertThat(detect(text.getBytes(Charset.forName(charset))).dangers())
        .extracting(Fact.Danger::hazard)
        .containsExactly(Hazard.SCRIPT);
    assertThat(
            detect(text.replace("script", "sample").getBytes(Charset.forName(charset))).dangers())
        .isEmpty();
  }

  /// Nothing but characters of two bytes, and lines.
  @ParameterizedTest
  @CsvSource({
    "EUC-JP, \u3053\u308C\u306F\u65E5\u672C\u8A9E\u306E\u30C6\u30AD\u30B9\u30C8\u3067\u3059\u3002",
    "EUC-KR, \uC774\uAC83\uC740\uD55C\uAD6D\uC5B4\uBB38\uC790\uC785\uB2C8\uB2E4",
    "GB2312, \u8FD9\u662F\u4E2D\u6587\u7684\u6587\u672C\u6587\u4EF6\u3002",
  })
  void text_of_east_asia_is_text(String charset, String line) {
    for (int times : new int[] {1, 300}) {
      byte[] text = (line + "\n").repeat(times).getBytes(Charset.forName(charset));

      assertThat(detect(text).mediaType()).as("%s times", times).hasToString("text/plain");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8",
    "UTF-16LE, UTF-16LE",
    "UTF-16BE, UTF-16BE",
    "UTF-32LE, UTF-32LE",
    "UTF-32BE, UTF-32BE",
    "ISO-8859-1, ISO-8859-1",
  })
  void the_encoding_is_told_with_a_mark_and_without(String charset, String name) {
    String text = "Grüße aus Köln, with enough of letters.\n";
    Charset coded = Charset.forName(charset);

    assertEncoding(text.getBytes(coded), name);
    if (charset.startsWith("UTF")) {
      assertEncoding(("\uFEFF" + text).getBytes(coded), name);
    }
  }

  @Test
  void ascii_and_the_quotes_of_windows_are_told() {
    assertEncoding("plain".getBytes(StandardCharsets.US_ASCII), "US-ASCII");
    assertEncoding(
        "He said “yes” and left us.".getBytes(Charset.forName("windows-1252")), "windows-1252");
  }

  @Test
  void markup_is_seen_through_any_encoding() {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      assertThat(detect("\uFEFF<html><script>".getBytes(charset)).mediaType())
          .hasToString("text/html");
      assertThat(detect("<html><script>".getBytes(charset)).mediaType()).hasToString("text/html");
    }
  }

  @Test
  void bytes_that_no_text_has_are_not_text() {
    byte[] noise = new byte[600];
    new Random(7).nextBytes(noise);
    assertThat(detect(noise).mediaType()).hasToString(UNKNOWN);
    assertThat(detect(new byte[] {'a', 'b', 0, 'c'}).mediaType()).hasToString(UNKNOWN);
    assertThat(detect(new byte[] {'a', 'b', 1, 'c'}).mediaType()).hasToString(UNKNOWN);
  }

  @Test
  void json_is_read_to_its_end() {
    assertThat(found("{\"a\": 1} x")).isEqualTo("text/plain");
    assertThat(found("{\"a\": 01}")).isEqualTo("text/plain");
    assertThat(found("{\"a\": }")).isEqualTo("text/plain");
    assertThat(found("[".repeat(5000))).isEqualTo("text/plain");
    byte[] large = ("[" + "{\"a\": \"b\"},".repeat(2000) + "1]").getBytes(StandardCharsets.UTF_8);
    assertThat(detect(large).mediaType()).hasToString("application/json");
    assertThat(detect(Arrays.copyOf(large, 9000)).mediaType()).hasToString("application/json");
  }

  /// Each of these made a pattern that goes back and forth take seconds.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "999\n", "From a 11:11 ", "a:", "[", "{\"a\":", "<", "<a ", "<!--", "<!DOCTYPE [", "G1 X",
        "#! /a", "#!/usr/bin/env -a ", " on", ",", "import a,", "a =", "w", "\\", "- ", "--- "
      })
  void no_repetition_takes_long(String piece) {
    byte[] bytes = piece.repeat(8000 / piece.length()).getBytes(StandardCharsets.UTF_8);

    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> detect(bytes));
  }

  @Test
  void every_root_and_every_language_is_a_kind() {
    for (String type : XmlRoots.mediaTypes()) {
      assertThat(Finding.of(type, Confidence.FORM, 0, "").extension()).isNotBlank();
    }
    for (String type : SourceCode.mediaTypes()) {
      assertThat(Finding.of(type, Confidence.FORM, 0, "").extension()).isNotBlank();
    }
  }

  private void assertEncoding(byte[] bytes, String name) {
    Finding finding = detect(bytes);
    assertThat(finding.mediaType()).hasToString("text/plain");
    assertThat(finding.fact(Fact.Encoding.class)).contains(new Fact.Encoding(name));
  }

  private String found(String text) {
    return detect(text.getBytes(StandardCharsets.UTF_8)).mediaType().toString();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
