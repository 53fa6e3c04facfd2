package dev.sluice.core.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// RIFF and its relatives (Microsoft, Multimedia Programming Interface 1.0; EBU Tech 3306 for
/// RF64): the form says what it is, its size is the file's, and chunks follow. Of WAV and AVI, what
/// their header chunks say is taken. WebP has a class of its own.
final class Riff implements Structure {
  private static final int FIRST_CHUNK = 12;
  private static final int MAXIMUM_CHUNKS = 64;
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;

  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("WAVE", "audio/vnd.wave"),
          Map.entry("AVI ", "video/vnd.avi"),
          Map.entry("QLCM", "audio/qcelp"),
          Map.entry("RMID", "audio/midi"),
          Map.entry("ACON", "application/x-navi-animation"),
          Map.entry("sfbk", "audio/x-sfbk"),
          Map.entry("DLS ", "audio/dls"),
          Map.entry("XWMA", "audio/x-xwma"),
          Map.entry("PAL ", "image/x-microsoft-palette"),
          Map.entry("RDIB", "image/x-riff-dib"),
          Map.entry("AMV ", "video/x-amv"));

  /// RFC 2361, and the format tags of mmreg.h that are in use.
  private static final Map<Integer, String> WAVE_CODECS =
      Map.ofEntries(
          Map.entry(0x0001, "pcm"),
          Map.entry(0x0002, "adpcm-ms"),
          Map.entry(0x0003, "float"),
          Map.entry(0x0006, "alaw"),
          Map.entry(0x0007, "ulaw"),
          Map.entry(0x0011, "adpcm-ima"),
          Map.entry(0x0031, "gsm"),
          Map.entry(0x0050, "mp2"),
          Map.entry(0x0055, "mp3"),
          Map.entry(0x2000, "ac3"),
          Map.entry(0x2001, "dts"),
          Map.entry(0xFFFE, "extensible"));

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    String form = head.ascii(8, 4);
    boolean little = !head.hasAscii(0, "RIFX");
    String type =
        form.matches("(?i)CDR.") || form.matches("cdr.")
            ? "application/vnd.corel-draw"
            : FORMS.getOrDefault(form, "");
    if (type.isEmpty() || !isName(head, FIRST_CHUNK)) {
      return Optional.empty();
    }
    List<Fact> facts = new ArrayList<>();
    if (form.equals("WAVE") && !wave(head, little, facts)) {
      return Optional.of(Finding.undetermined(0, "begins as a WAV, but its format makes no sense"));
    }
    if (form.equals("AVI ")) {
      video(head, facts);
    }
    long size = little ? head.u32le(4) : head.u32(4);
    long end = size + 8;
    boolean stated = size != UNKNOWN_SIZE && size != 0;
    boolean whole = stated && end <= evidence.size() && evidence.size() - end <= 1;
    Finding finding =
        Finding.of(
            type,
            whole ? Confidence.WHOLE : Confidence.STRUCTURE,
            0,
            head.ascii(0, 4) + "…" + form.strip() + ", chunk " + head.ascii(FIRST_CHUNK, 4));
    for (Fact fact : facts) {
      finding = finding.with(fact);
    }
    if (stated && end > evidence.size() + 1) {
      return Optional.of(finding.with(Hazard.DAMAGED, "cut off before " + end));
    }
    // An AVI of over a gigabyte goes on in further RIFFs (OpenDML 1.02).
    boolean appended = stated && !whole && !form.equals("AVI ");
    return Optional.of(
        appended ? finding.with(Hazard.DAMAGED, "something is appended at " + end) : finding);
  }

  private static boolean isName(Window head, long at) {
    return !head.has(at, 4) || head.ascii(at, 4).matches("[A-Za-z0-9 _]{4}");
  }

  /// Whether what was seen of the chunks makes sense.
  private static boolean wave(Window head, boolean little, List<Fact> facts) {
    long bytesPerSecond = 0;
    long at = FIRST_CHUNK;
    for (int chunk = 0; chunk < MAXIMUM_CHUNKS && head.has(at, 8); chunk++) {
      long size = little ? head.u32le(at + 4) : head.u32(at + 4);
      if (head.hasAscii(at, "fmt ")) {
        if (!head.has(at + 8, 16)) {
          return true;
        }
        int codec = little ? head.u16le(at + 8) : head.u16(at + 8);
        int channels = little ? head.u16le(at + 10) : head.u16(at + 10);
        long rate = little ? head.u32le(at + 12) : head.u32(at + 12);
        bytesPerSecond = little ? head.u32le(at + 16) : head.u32(at + 16);
        if (size < 14 || channels == 0 || rate == 0) {
          return false;
        }
        facts.add(new Fact.Codec(WAVE_CODECS.getOrDefault(codec, "format " + codec)));
      } else if (head.hasAscii(at, "data") && bytesPerSecond > 0 && size != UNKNOWN_SIZE) {
        facts.add(new Fact.Playing(Duration.ofMillis(size * 1000 / bytesPerSecond)));
        return true;
      }
      at += 8 + size + (size & 1);
    }
    return true;
  }

  /// The main header (avih), and each stream's coding (strh).
  private static void video(Window head, List<Fact> facts) {
    if (!head.hasAscii(20, "hdrlavih") || !head.has(32, 56)) {
      return;
    }
    long microsecondsPerFrame = head.u32le(32);
    long frames = head.u32le(48);
    long width = head.u32le(64);
    long height = head.u32le(68);
    if (width > 0 && height > 0) {
      facts.add(new Fact.Dimensions(width, height));
    }
    if (microsecondsPerFrame > 0 && frames > 0) {
      facts.add(new Fact.Playing(Duration.ofMillis(microsecondsPerFrame * frames / 1000)));
    }
    long stream = head.find("strh", 88, head.end());
    for (int i = 0; i < MAXIMUM_CHUNKS && stream >= 0; i++) {
      String codec = head.ascii(stream + 12, 4);
      if (head.hasAscii(stream + 8, "vids") && codec.matches("[A-Za-z0-9 ]{4}")) {
        facts.add(new Fact.Codec(codec.strip()));
      }
      stream = head.find("strh", stream + 4, head.end());
    }
  }
}
