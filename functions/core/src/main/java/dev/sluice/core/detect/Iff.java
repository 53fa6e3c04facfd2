package dev.sluice.core.detect;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// EA IFF 85 (Electronic Arts, 1985): a FORM whose type says what it is and whose size is the
/// file's. AIFF (Apple, Audio Interchange File Format 1.3) tells its length in COMM.
final class Iff implements Structure {
  private static final int MAXIMUM_CHUNKS = 64;

  private static final Map<String, String> FORMS =
      Map.of(
          "AIFF", "audio/aiff",
          "AIFC", "audio/aiff",
          "8SVX", "audio/x-8svx",
          "16SV", "audio/x-8svx",
          "SMUS", "application/x-iff",
          "FTXT", "application/x-iff",
          "ANIM", "video/x-anim",
          "ILBM", "image/x-ilbm",
          "PBM ", "image/x-ilbm",
          "ACBM", "image/x-ilbm");

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    String form = head.ascii(8, 4);
    String type = FORMS.getOrDefault(form, "");
    long end = head.u32(4) + 8;
    if (type.isEmpty() || end < 12) {
      return Optional.empty();
    }
    boolean whole = end == evidence.size() || end + 1 == evidence.size();
    Finding finding =
        Finding.of(
            type, whole ? Confidence.WHOLE : Confidence.STRUCTURE, 0, "FORM…" + form.strip());
    if (form.equals("AIFC")) {
      finding = finding.called("aifc");
    }
    if (type.equals("audio/aiff")) {
      finding = sound(head, finding);
    }
    if (whole) {
      return Optional.of(finding);
    }
    return Optional.of(
        finding.with(
            Hazard.DAMAGED,
            end > evidence.size() ? "cut off before " + end : "something is appended at " + end));
  }

  private static Finding sound(Window head, Finding finding) {
    long at = 12;
    for (int chunk = 0; chunk < MAXIMUM_CHUNKS && head.has(at, 8); chunk++) {
      if (head.hasAscii(at, "COMM") && head.has(at + 8, 18)) {
        Finding told = finding;
        if (head.hasAscii(8, "AIFC") && head.ascii(at + 26, 4).matches("[A-Za-z0-9 ]{4}")) {
          told = told.with(new Fact.Codec(head.ascii(at + 26, 4).strip()));
        }
        long rate = wholePart(head, at + 16);
        return rate > 0
            ? told.with(new Fact.Playing(Duration.ofMillis(head.u32(at + 10) * 1000 / rate)))
            : told;
      }
      long size = head.u32(at + 4);
      at += 8 + size + (size & 1);
    }
    return finding;
  }

  /// Of a number of 80 bits (IEEE 754, extended); 0 if it is none of a sensible sampling rate.
  private static long wholePart(Window head, long at) {
    int exponent = head.u16(at) - 16_383;
    return exponent < 0 || exponent > 30 ? 0 : head.u32(at + 2) >>> (31 - exponent);
  }
}
