package dev.sluice.core.verdict;

import dev.sluice.core.collection.ArchiveLimits;
import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.ContentRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.detect.Hazard;
import dev.sluice.core.media.MediaTypePattern;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Collections to judge by.
public final class Rules {
  private Rules() {}

  /// @param allowed patterns with spaces between them
  public static CollectionRules allowing(String allowed) {
    return with(allowed, ContentRules.DEFAULT);
  }

  public static CollectionRules permitting(String allowed, Hazard... hazards) {
    return with(
        allowed,
        new ContentRules(ContentRules.DEFAULT.maxPixels(), ArchiveLimits.DEFAULT, Set.of(hazards)));
  }

  public static CollectionRules with(String allowed, ArchiveLimits archives) {
    return with(allowed, new ContentRules(ContentRules.DEFAULT.maxPixels(), archives, Set.of()));
  }

  public static CollectionRules with(String allowed, ContentRules content) {
    return new CollectionRules(
        new CollectionName("default"),
        Arrays.stream(allowed.split(" ")).map(MediaTypePattern::parse).toList(),
        1 << 20,
        List.of(),
        OnReject.DELETE,
        false,
        content);
  }
}
