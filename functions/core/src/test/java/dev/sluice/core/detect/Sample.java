package dev.sluice.core.detect;

/// A file made by code, and what it is.
record Sample(String mediaType, String what, Bytes content) {
  static Sample of(String mediaType, Bytes content) {
    return new Sample(mediaType, "", content);
  }

  byte[] bytes() {
    return content.array();
  }

  @Override
  public String toString() {
    return mediaType + " " + what;
  }
}
