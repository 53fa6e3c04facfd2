package dev.sluice.core.detect;

/// What an archive's directory says of one entry.
///
/// @param name as it is written there
/// @param otherName what some readers take for its name instead; empty if there is none
/// @param packed bytes in the archive, 0 or more
/// @param unpacked bytes it says it unpacks to, 0 or more
/// @param special what it is if neither a file nor a folder: `symbolic link` (what is unpacked
///   behind it may land anywhere), `device`; empty otherwise
record ArchiveEntry(
    String name, String otherName, long packed, long unpacked, boolean encrypted, String special) {
  static final String SYMBOLIC_LINK = "symbolic link";
  static final String DEVICE = "device";

  ArchiveEntry {
    packed = Math.max(0, packed);
    unpacked = Math.max(0, unpacked);
  }

  ArchiveEntry(String name, long packed, long unpacked, boolean encrypted, boolean link) {
    this(name, "", packed, unpacked, encrypted, link ? SYMBOLIC_LINK : "");
  }
}
