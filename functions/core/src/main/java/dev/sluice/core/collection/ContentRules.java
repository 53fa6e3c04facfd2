package dev.sluice.core.collection;

import dev.sluice.core.detect.Hazard;
import java.util.Set;

/// What may be in a file, though its type is allowed.
///
/// @param maxPixels of a picture or a video's frame, 1 to [#MOST_PIXELS]
/// @param permit the hazards that are taken
public record ContentRules(long maxPixels, ArchiveLimits archives, Set<Hazard> permit) {
  public static final long MOST_PIXELS = 1_000_000_000_000L;

  /// Where a collection says nothing: a picture that a program can hold in memory, and no hazard.
  public static final ContentRules DEFAULT =
      new ContentRules(100_000_000, ArchiveLimits.DEFAULT, Set.of());

  /// @throws IllegalArgumentException when a value is out of its range
  public ContentRules {
    permit = Set.copyOf(permit);
    if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
      throw new IllegalArgumentException("maxPixels is 1 to 1000000000000");
    }
  }

  public boolean permits(Hazard hazard) {
    return permit.contains(hazard);
  }
}
