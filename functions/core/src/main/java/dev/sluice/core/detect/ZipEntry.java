package dev.sluice.core.detect;

import java.util.Set;

/// A central directory header (APPNOTE 4.3.12), or what of it a local header has (4.3.7).
///
/// @param otherName of its Info-ZIP Unicode Path field (4.6.9), which readers that know it prefer;
///   empty if there is none
/// @param flags general purpose bits (4.4.4)
/// @param at where its local header is said to stand, prepended bytes not counted
/// @param special as in [ArchiveEntry]
record ZipEntry(
    String name,
    String otherName,
    int flags,
    int method,
    long packed,
    long unpacked,
    long at,
    boolean aes,
    String special) {
  private static final int ENCRYPTED = 0x0001;
  private static final int STRONGLY_ENCRYPTED = 0x0040;
  private static final int SIZES_FOLLOW = 0x0008;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int CENTRAL_HEADER = 46;
  private static final int LOCAL_HEADER = 30;
  private static final int ZIP64_EXTRA = 0x0001;
  private static final int AES_EXTRA = 0x9901;
  private static final int UNICODE_PATH_EXTRA = 0x7075;

  /// A version and the CRC of the name that it replaces.
  private static final int UNICODE_PATH_HEADER = 5;

  private static final long IN_EXTRA = 0xFFFFFFFFL;

  /// `version made by`, upper byte: systems whose external attributes hold a mode of Unix (4.4.2).
  private static final int UNIX = 3;

  private static final int MACOS = 19;
  private static final long FILE_TYPE = 0xF000;
  private static final long SYMBOLIC_LINK = 0xA000;

  /// Not pipes: what is packed from one is a file, and Info-ZIP writes the pipe's mode all the
  /// same.
  private static final Set<Long> DEVICES = Set.of(0x2000L, 0x6000L);

  boolean encrypted() {
    return (flags & (ENCRYPTED | STRONGLY_ENCRYPTED)) != 0 || aes;
  }

  /// Whether the local header leaves its sizes to a descriptor behind the data.
  boolean sizesFollow() {
    return (flags & SIZES_FOLLOW) != 0;
  }

  ArchiveEntry entry() {
    return new ArchiveEntry(name, otherName, packed, unpacked, encrypted(), special);
  }

  static boolean isCentral(Window window, long at) {
    return window.hasAscii(at, "PK\u0001\u0002") && window.has(at, centralLength(window, at));
  }

  /// @param at of a central header, at least its fixed part read
  static long centralLength(Window window, long at) {
    return CENTRAL_HEADER
        + Math.max(0L, window.u16le(at + 28))
        + Math.max(0L, window.u16le(at + 30))
        + Math.max(0L, window.u16le(at + 32));
  }

  /// @param at where [#isCentral] holds
  static ZipEntry central(Window window, long at) {
    int nameLength = window.u16le(at + 28);
    long extra = at + CENTRAL_HEADER + nameLength;
    long packed = window.u32le(at + 20);
    long unpacked = window.u32le(at + 24);
    long local = window.u32le(at + 42);
    long aes = extra(window, extra, window.u16le(at + 30), AES_EXTRA);
    long wide = extra(window, extra, window.u16le(at + 30), ZIP64_EXTRA);
    if (wide >= 0) { // Only the fields that do not fit their place, in this order (4.5.3).
      if (unpacked == IN_EXTRA) {
        unpacked = window.u64le(wide);
        wide += 8;
      }
      if (packed == IN_EXTRA) {
        packed = window.u64le(wide);
        wide += 8;
      }
      if (local == IN_EXTRA) {
        local = window.u64le(wide);
      }
    }
    long unicode = extra(window, extra, window.u16le(at + 30), UNICODE_PATH_EXTRA);
    return new ZipEntry(
        window.ascii(at + CENTRAL_HEADER, nameLength),
        unicode < 0
            ? ""
            : window.ascii(
                unicode + UNICODE_PATH_HEADER,
                Math.max(0, window.u16le(unicode - 2) - UNICODE_PATH_HEADER)),
        window.u16le(at + 8),
        window.u16le(at + 10),
        packed,
        unpacked,
        local,
        aes >= 0 || window.u16le(at + 10) == 99,
        special(window.u8(at + 5), window.u32le(at + 38) >> 16));
  }

  /// Some readers take a link for one whatever system is said to have made it.
  private static String special(int system, long mode) {
    long type = mode & FILE_TYPE;
    if (type == SYMBOLIC_LINK) {
      return ArchiveEntry.SYMBOLIC_LINK;
    }
    boolean device = (system == UNIX || system == MACOS) && DEVICES.contains(type);
    return device ? ArchiveEntry.DEVICE : "";
  }

  static boolean isLocal(Window window, long at) {
    return window.hasAscii(at, "PK\u0003\u0004")
        && window.has(at, LOCAL_HEADER + Math.max(0L, window.u16le(at + 26)));
  }

  /// @param at where [#isLocal] holds
  static ZipEntry local(Window window, long at) {
    return new ZipEntry(
        window.ascii(at + LOCAL_HEADER, window.u16le(at + 26)),
        "",
        window.u16le(at + 6),
        window.u16le(at + 8),
        window.u32le(at + 18),
        window.u32le(at + 22),
        at,
        window.u16le(at + 8) == 99,
        "");
  }

  /// Where the data behind a local header begins; -1 if the header was not read.
  static long dataOf(Window window, long at) {
    return isLocal(window, at)
        ? at + LOCAL_HEADER + window.u16le(at + 26) + Math.max(0, window.u16le(at + 28))
        : -1;
  }

  /// Where the data of an extra field begins; -1 if there is none of that number.
  private static long extra(Window window, long from, int length, int number) {
    long at = from;
    while (at + 4 <= from + length) {
      int size = window.u16le(at + 2);
      if (size < 0) {
        return -1;
      }
      if (window.u16le(at) == number) {
        return at + 4;
      }
      at += 4 + size;
    }
    return -1;
  }
}
