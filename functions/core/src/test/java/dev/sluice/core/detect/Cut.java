package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.media.MediaType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a file is taken for when less of it is there, or more.
final class Cut {
  private Cut() {}

  /// At every length up to 1,024 and at every power of two, a file is what it is, or what every
  /// file of its kind is, or it is not known; a few bytes of letters are text.
  ///
  /// @param relatives that a shorter file may honestly be
  static void isNothingElse(String type, byte[] bytes, String... relatives) {
    Set<String> allowed = new LinkedHashSet<>(Set.of(relatives));
    allowed.add("application/octet-stream");
    allowed.add("text/plain");
    Kinds.known().lineage(MediaType.parse(type)).forEach(kind -> allowed.add(kind.toString()));
    for (int length = 0; length < bytes.length; length++) {
      if (length <= 1024 || Integer.bitCount(length) == 1) {
        CountingSource source = new CountingSource(Arrays.copyOf(bytes, length));
        Finding finding = new Detector().detect(source);
        assertThat(finding.mediaType().toString())
            .as("%s cut to %d bytes: %s", type, length, finding.proof())
            .isIn(allowed);
        assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
        assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
      }
    }
  }
}
