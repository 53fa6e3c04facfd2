package dev.sluice.core.detect;

import java.util.Optional;

/// An ID3v2 tag (id3.org, ID3v2.4.0, 3.1) and what it stands before: mostly MP3, but AAC, FLAC and
/// others carry it too. Costs one more range when the tag has pictures in it.
final class Id3 {
  private static final int TAG_HEAD = 10;
  private static final int WINDOW = 8192;
  private static final int MAXIMUM_TAGS = 3;

  private Id3() {}

  static Optional<Finding> examine(Evidence evidence) {
    long at = 0;
    Window window = evidence.head();
    for (int tag = 0; tag < MAXIMUM_TAGS && window.hasAscii(at, "ID3"); tag++) {
      long size = size(window, at);
      if (size < 0) {
        return Optional.empty();
      }
      at += size;
      if (at >= evidence.size()) {
        return Optional.of(
            Finding.of("audio/mpeg", Confidence.SIGNATURE, 0, "a tag ID3v2." + window.u8(3))
                .with(Hazard.DAMAGED, "cut off in its tag, before " + at));
      }
      if (!window.has(at, Math.min(WINDOW / 4, evidence.size() - at))) {
        Optional<Window> further = evidence.at(at, WINDOW);
        if (further.isEmpty()) {
          break;
        }
        window = further.get();
      }
    }
    return Optional.of(behind(window, at, evidence.size()));
  }

  /// With its head; -1 if this is no tag.
  private static long size(Window window, long at) {
    int version = window.u8(at + 3);
    if (!window.has(at, TAG_HEAD) || version < 2 || version > 4 || window.u8(at + 4) == 0xFF) {
      return -1;
    }
    long size = 0;
    for (int i = 6; i < TAG_HEAD; i++) {
      if (window.u8(at + i) > 0x7F) {
        return -1;
      }
      size = size << 7 | window.u8(at + i);
    }
    boolean footer = version == 4 && (window.u8(at + 5) & 0x10) != 0;
    return size + TAG_HEAD + (footer ? TAG_HEAD : 0);
  }

  private static Finding behind(Window window, long from, long fileSize) {
    long at = from;
    while (window.u8(at) == 0 && at < window.end()) {
      at++; // Some writers pad behind the tag, not in it.
    }
    if (window.hasAscii(at, "fLaC")) {
      return Flac.at(window, at);
    }
    String[][] others = {
      {"MAC ", "audio/x-ape"},
      {"wvpk", "audio/x-wavpack"},
      {"TTA1", "audio/x-tta"},
      {"MP+", "audio/x-musepack"},
      {"MPCK", "audio/x-musepack"},
      {"OggS", "audio/ogg"},
    };
    for (String[] other : others) {
      if (window.hasAscii(at, other[0])) {
        return Finding.of(other[1], Confidence.SIGNATURE, at, "a tag ID3v2, then " + other[0]);
      }
    }
    for (long frame = at; frame < window.end(); frame++) {
      Optional<Finding> audio =
          window.u8(frame) == 0xFF ? MpegAudio.at(window, frame, fileSize) : Optional.empty();
      if (audio.isPresent()) {
        return frame == at
            ? audio.get()
            : audio.get().with(Hazard.DAMAGED, "its tag ends elsewhere than it says");
      }
    }
    return Finding.undetermined(from, "begins with a tag ID3v2, but no audio follows it");
  }
}
