package dev.sluice.core.detect;

import dev.sluice.core.media.MediaType;
import java.util.Optional;

/// What a file is.
///
/// @param mediaType `application/octet-stream` if nothing could be proven
/// @param extension the usual one, without a dot
/// @param dimensions of a picture
public record Finding(
    MediaType mediaType, String extension, Proof proof, Optional<Dimensions> dimensions) {
  /// What shows it.
  ///
  /// @param offset in the file
  /// @param what for people: bytes in hexadecimal, structure
  public record Proof(long offset, String what) {
    @Override
    public String toString() {
      return "offset " + offset + ": " + what;
    }
  }

  /// In pixels.
  public record Dimensions(long width, long height) {}

  static Finding of(String mediaType, String extension, long offset, String what) {
    return new Finding(
        MediaType.parse(mediaType), extension, new Proof(offset, what), Optional.empty());
  }

  static Finding unknown(long offset, String why) {
    return new Finding(MediaType.OCTET_STREAM, "bin", new Proof(offset, why), Optional.empty());
  }

  Finding with(long width, long height) {
    return new Finding(mediaType, extension, proof, Optional.of(new Dimensions(width, height)));
  }
}
