package dev.sluice.core.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Advanced Systems Format (Microsoft, ASF Specification 01.20.06): a header object whose objects
/// fill it; the stream properties say whether there is video in it or sound alone.
final class Asf implements Structure {
  private static final int HEADER = 30;
  private static final int MAXIMUM_OBJECTS = 64;

  private static final String FILE_PROPERTIES = "a1dcab8c47a9cf118ee400c00c205365";
  private static final String STREAM_PROPERTIES = "9107dcb7b7a9cf118ee600c00c205365";
  private static final String HEADER_EXTENSION = "b503bf5f2ea9cf118ee300c00c205365";
  private static final String AUDIO = "409e69f84d5bcf11a8fd00805f5c442b";
  private static final String VIDEO = "c0ef19bc4d5bcf11a8fd00805f5c442b";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window window = evidence.head();
    long headerSize = window.u64le(16);
    long objects = window.u32le(24);
    if (headerSize < HEADER || objects < 1) {
      return Optional.of(
          Finding.undetermined(0, "begins as an ASF, but its header makes no sense"));
    }
    if (!window.has(0, Math.min(headerSize, evidence.size())) && headerSize <= 16_384) {
      window = evidence.at(0, (int) headerSize).orElse(window);
    }
    List<Fact> facts = new ArrayList<>();
    boolean audio = false;
    boolean video = false;
    long at = HEADER;
    for (int i = 0; i < MAXIMUM_OBJECTS && at < headerSize && window.has(at, 24); i++) {
      String name = window.hex(at, 16);
      long size = window.u64le(at + 16);
      if (size < 24 || size > headerSize) {
        break;
      }
      if (name.equals(FILE_PROPERTIES)) {
        duration(window, at).ifPresent(facts::add);
      } else if (name.equals(STREAM_PROPERTIES)) {
        audio |= window.hex(at + 24, 16).equals(AUDIO);
        video |= window.hex(at + 24, 16).equals(VIDEO);
        codec(window, at).ifPresent(facts::add);
      }
      // Of more than a few languages, the properties of a stream are in the extension.
      at += name.equals(HEADER_EXTENSION) && size > headerSize / 2 ? 46 : size;
    }
    String type = video ? "video/x-ms-wmv" : audio ? "audio/x-ms-wma" : "application/vnd.ms-asf";
    Finding finding =
        Finding.of(
            type,
            Confidence.STRUCTURE,
            0,
            "ASF header of "
                + objects
                + " objects, "
                + (video ? "video" : audio ? "sound" : "other"));
    for (Fact fact : facts) {
      finding = finding.with(fact);
    }
    return Optional.of(
        headerSize > evidence.size()
            ? finding.with(Hazard.DAMAGED, "cut off before " + headerSize)
            : finding);
  }

  /// In units of 100 ns, the time that is filled before playing starts included.
  private static Optional<Fact> duration(Window window, long at) {
    long units = window.u64le(at + 64);
    long preroll = window.u64le(at + 80);
    long milliseconds = units / 10_000 - preroll;
    return units > 0 && preroll >= 0 && milliseconds > 0
        ? Optional.of(new Fact.Playing(Duration.ofMillis(milliseconds)))
        : Optional.empty();
  }

  private static Optional<Fact> codec(Window window, long at) {
    String kind = window.hex(at + 24, 16);
    if (kind.equals(AUDIO) && window.has(at + 78, 2)) {
      return Optional.of(
          new Fact.Codec(
              switch (window.u16le(at + 78)) {
                case 0x160 -> "wma1";
                case 0x161 -> "wma2";
                case 0x162 -> "wmapro";
                case 0x163 -> "wmalossless";
                default -> "format " + window.u16le(at + 78);
              }));
    }
    String coding = window.ascii(at + 78 + 11 + 16, 4);
    return kind.equals(VIDEO) && coding.matches("[A-Za-z0-9]{4}")
        ? Optional.of(new Fact.Codec(coding))
        : Optional.empty();
  }
}
