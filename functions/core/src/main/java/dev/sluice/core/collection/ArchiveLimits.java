package dev.sluice.core.collection;

/// What an archive may hold, as its directory says; nothing is unpacked to find out.
///
/// @param maxEntries 1 to [#MOST_ENTRIES]
/// @param maxRatio how many bytes one byte may become, 1 to [#HIGHEST_RATIO]
/// @param maxUnpacked bytes of all entries together, 1 to [#MOST_UNPACKED]
/// @param nested whether archives may stand in it
/// @param unseen whether there may be entries beyond what is read of its directory
public record ArchiveLimits(
    long maxEntries, long maxRatio, long maxUnpacked, boolean nested, boolean unseen) {
  public static final long MOST_ENTRIES = 1_000_000_000;
  public static final long HIGHEST_RATIO = 1_000_000;
  public static final long MOST_UNPACKED = 1L << 50;

  /// Where a collection says nothing.
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(10_000, 100, 10L << 30, false, false);

  /// @throws IllegalArgumentException when a value is out of its range
  public ArchiveLimits {
    if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
      throw new IllegalArgumentException("maxEntries is 1 to 1000000000");
    }
    if (maxRatio < 1 || maxRatio > HIGHEST_RATIO) {
      throw new IllegalArgumentException("maxRatio is 1 to 1000000");
    }
    if (maxUnpacked < 1 || maxUnpacked > MOST_UNPACKED) {
      throw new IllegalArgumentException("maxUnpacked is 1 byte to 1024 TiB");
    }
  }
}
