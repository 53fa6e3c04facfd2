package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.media.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleKindsTest {
  private static final List<String> NOTHING_SAID =
      List.of("application/octet-stream", "text/plain");
  private static final int SMALL = 1100;

  private final Detector detector = new Detector();

  static Stream<Sample> samples() {
    return Stream.of(
            PictureSamples.sized(),
            PictureSamples.unsized(),
            ArchiveSamples.all(),
            DocumentSamples.all(),
            DataSamples.all())
        .flatMap(List::stream);
  }

  static Stream<Sample> pictures() {
    return PictureSamples.sized().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_is_found_within_the_budget(Sample sample) {
    CountingSource source = new CountingSource(sample.bytes());

    Finding finding = detector.detect(source);

    assertThat(finding.mediaType()).as("%s", finding).hasToString(sample.mediaType());
    assertThat(finding.also()).isEmpty();
    assertThat(finding.dangers())
        .extracting(Fact.Danger::hazard)
        .doesNotContain(Hazard.DAMAGED, Hazard.POLYGLOT);
    assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
    assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void a_picture_tells_its_size(Sample sample) {
    assertThat(detect(sample.bytes()).fact(Fact.Dimensions.class))
        .contains(new Fact.Dimensions(PictureSamples.WIDTH, PictureSamples.HEIGHT));
  }

  /// A docx of which the names are gone is a ZIP: less may be said, nothing else.
  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_cut_anywhere_is_never_taken_for_another_kind(Sample sample) {
    byte[] bytes = sample.bytes();
    IntStream lengths =
        bytes.length <= SMALL
            ? IntStream.range(0, bytes.length)
            : IntStream.iterate(1, length -> length < bytes.length, length -> length * 2);
    lengths.forEach(
        length -> {
          Finding finding = detect(Arrays.copyOf(bytes, length));
          if (!isPadding(bytes, length)) {
            assertThat(finding.confidence())
                .as("%s cut to %d bytes: %s", sample, length, finding)
                .isNotEqualTo(Confidence.WHOLE);
          }
          assertThat(saysNoMore(sample, finding))
              .as("%s cut to %d bytes: %s", sample, length, finding)
              .isTrue();
        });
  }

  /// A PDF may end with or without a line end.
  private static boolean isPadding(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] > ' ' || bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /// A fixed seed: what fails once fails again.
  @ParameterizedTest
  @MethodSource("samples")
  void no_change_makes_it_fail_or_exceed_its_budget(Sample sample) {
    byte[] bytes = sample.bytes();
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      byte[] changed = bytes.clone();
      for (int change = 0; change <= round % 8; change++) {
        int range = change % 2 == 0 ? Math.min(64, bytes.length) : bytes.length;
        changed[random.nextInt(range)] = (byte) (round % 3 == 0 ? 0xFF : random.nextInt(256));
      }
      CountingSource source = new CountingSource(changed);
      detector.detect(source);
      assertThat(source.reads()).isLessThanOrEqualTo(Evidence.MAXIMUM_READS);
      assertThat(source.bytesRead()).isLessThanOrEqualTo(Evidence.MAXIMUM_BYTES);
    }
  }

  private static boolean saysNoMore(Sample sample, Finding finding) {
    return NOTHING_SAID.contains(finding.mediaType().toString())
        || (sample.mediaType().equals("application/vnd.visio") // In either of two containers.
            && finding.mediaType().toString().equals("application/x-ole-storage"))
        || Kinds.known().isA(MediaType.parse(sample.mediaType()), finding.mediaType());
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
