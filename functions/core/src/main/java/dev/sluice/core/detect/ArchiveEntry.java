package dev.sluice.core.detect;

/// What an archive's directory says of one entry.
///
/// @param name as it is written there
/// @param packed bytes in the archive, 0 or more
/// @param unpacked bytes it says it unpacks to, 0 or more
/// @param link whether it is a symbolic link: what is unpacked behind it may land anywhere
record ArchiveEntry(String name, long packed, long unpacked, boolean encrypted, boolean link) {
  ArchiveEntry {
    packed = Math.max(0, packed);
    unpacked = Math.max(0, unpacked);
  }
}
