package dev.sluice.core.detect;

import java.time.Duration;

/// What was seen on the way to a finding; only what was read for it anyway.
public sealed interface Fact {
  /// Of a picture or a video, in pixels, each at least 1.
  record Dimensions(long width, long height) implements Fact {
    /// At most [Long#MAX_VALUE].
    public long pixels() {
      // A JPEG may leave its height to the end of its picture, and says 0 until then.
      return height > 0 && width > Long.MAX_VALUE / height ? Long.MAX_VALUE : width * height;
    }
  }

  /// Of a document or a multi-page picture.
  ///
  /// @param count at least 1
  record Pages(long count) implements Fact {}

  /// How long it plays.
  record Playing(Duration duration) implements Fact {}

  /// How a track is coded, such as `avc1`, `opus`, `vp9`.
  record Codec(String name) implements Fact {}

  /// The character encoding of text, by its IANA name, such as `UTF-8`.
  record Encoding(String charset) implements Fact {}

  /// What an archive says of its entries.
  ///
  /// @param entries how many there are
  /// @param packedBytes in the archive
  /// @param unpackedBytes as they say
  /// @param nestedArchives entries whose name is an archive's
  /// @param complete whether every entry was seen; the budget may end before the directory does
  record Entries(
      long entries, long packedBytes, long unpackedBytes, long nestedArchives, boolean complete)
      implements Fact {}

  /// Something that may harm whoever opens the file.
  ///
  /// @param where for people: an entry's name, an offset
  record Danger(Hazard hazard, String where) implements Fact {}
}
