package dev.sluice.core.detect;

import java.util.Map;

/// Kinds whose mark stands behind their first bytes: anything may begin such a file, so that more
/// than the mark has to fit.
final class FarHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("berkeley-db", Header.of("application/x-berkeley-db", FarHeaders::berkeley)),
          Map.entry(
              "duckdb",
              Header.of(
                  "application/x-duckdb", head -> head.u64le(12) >= 1 && head.u64le(12) <= 1000)),
          Map.entry(
              "erofs",
              Header.of(
                  "application/x-erofs-image", head -> head.u8(1036) >= 9 && head.u8(1036) <= 16)),
          Map.entry("lmdb", Header.of("application/x-lmdb", head -> head.u32le(20) == 1)),
          Map.entry("nifti", Header.of("application/x-nifti", FarHeaders::nifti)),
          Map.entry(
              "realm",
              Header.of(
                  "application/x-realm",
                  head -> head.u8(20) >= 1 && head.u8(20) <= 60 && head.u8(23) <= 1)),
          Map.entry(
              "tflite",
              Header.of(
                  "application/x-tensorflow-lite",
                  head -> head.u32le(0) >= 8 && head.u32le(0) <= 4096 && head.u32le(0) % 2 == 0)),
          Map.entry(
              "vdi",
              Header.of(
                  "application/x-virtualbox-vdi",
                  head -> head.hasAscii(0, "<<<") && head.u16le(70) == 1)),
          Map.entry(
              "zoo",
              Header.of(
                  "application/x-zoo",
                  head ->
                      head.hasAscii(0, "ZOO ")
                          && ((head.u32le(24) + head.u32le(28)) & 0xFFFFFFFFL) == 0)));

  private FarHeaders() {}

  /// A version that there is and pages of 2^n bytes, in the byte order of the mark (db_page.h).
  private static boolean berkeley(Window head) {
    long mark = head.u32le(0) == 0x61561 || head.u32(0) == 0x61561 ? 0 : 12;
    if (mark == 0) {
      return true; // Version 1.85: six bytes of mark and version stand at the beginning.
    }
    boolean little = head.u8(12) != 0;
    long version = little ? head.u32le(16) : head.u32(16);
    long page = little ? head.u32le(20) : head.u32(20);
    return version >= 1
        && version <= 64
        && Long.bitCount(page) == 1
        && page >= 512
        && page <= 65_536;
  }

  /// The header's size stands at the beginning, in the file's byte order.
  private static boolean nifti(Window head) {
    return head.u32le(0) == 348 || head.u32(0) == 348 || head.u32le(0) == 540 || head.u32(0) == 540;
  }
}
