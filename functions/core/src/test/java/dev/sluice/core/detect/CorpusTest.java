package dev.sluice.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.verdict.Rules;
import dev.sluice.core.verdict.Verdict;
import dev.sluice.core.verdict.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Real files of about 170 kinds, where they lie beside the checkout. Each test names all files
/// that are wrong, not the first.
class CorpusTest {
  private static final MediaType PLAIN_TEXT = MediaType.parse("text/plain");

  /// Kinds that say what they are at their end only begin as these, and cut off they are these.
  private static final Set<String> WHAT_OTHERS_BEGIN_WITH = Set.of("application/x-zlib");

  /// Labelled as sound by its first stream; its second one is video.
  private static final Set<String> MORE_THAN_ITS_LABEL = Set.of("fixture.asf");

  private static final CollectionRules ANYTHING = Rules.allowing("*/*");

  private final Detector detector = new Detector();
  private final Kinds kinds = Kinds.known();

  @Test
  void every_labelled_file_is_found_right() {
    List<String> wrong = new ArrayList<>();
    for (Corpus.Sample sample : Corpus.labelled()) {
      Finding finding = detector.detect(sample.content().fresh());
      MediaType expected = sample.mediaType().orElseThrow();
      // Some labels name only the container (x-cfb); what is built on it is right, too.
      if (!kinds.isA(finding.mediaType(), expected)
          && !MORE_THAN_ITS_LABEL.contains(sample.name())) {
        wrong.add(
            "%s is %s, found %s (%s)"
                .formatted(sample.name(), expected, finding.mediaType(), finding.proof()));
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_file_of_no_kind_is_not_taken_for_what_its_name_says() {
    List<String> wrong = new ArrayList<>();
    for (Corpus.Sample sample : Corpus.samples()) {
      if (sample.mediaType().isEmpty()) {
        Finding finding = detector.detect(sample.content().fresh());
        boolean asNamed =
            kinds
                .ofFileName(sample.name())
                .filter(kind -> kind.mediaType().equals(finding.mediaType()))
                .isPresent();
        boolean damaged =
            finding.dangers().stream().anyMatch(danger -> danger.hazard() == Hazard.DAMAGED);
        if (asNamed && !damaged && !kinds.isA(finding.mediaType(), PLAIN_TEXT)) {
          wrong.add(sample.name() + " is found as " + finding.mediaType());
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void each_is_rejected_when_it_is_declared_as_another_family() {
    List<Corpus.Sample> samples = Corpus.labelled();
    TreeSet<String> types = new TreeSet<>();
    samples.forEach(sample -> types.add(sample.mediaType().orElseThrow().toString()));
    List<String> wrong = new ArrayList<>();
    for (Corpus.Sample sample : samples) {
      MediaType actual = sample.mediaType().orElseThrow();
      Finding finding = detector.detect(sample.content().fresh());
      List<String> taken = new ArrayList<>();
      for (String declared : types) {
        MediaType claim = MediaType.parse(declared);
        if (!family(claim).equals(family(actual))
            && !kinds.isA(finding.mediaType(), claim)
            && Verdicts.judge(claim, "file", ANYTHING, finding) instanceof Verdict.Ready) {
          taken.add(declared);
        }
      }
      if (!taken.isEmpty()) {
        wrong.add(
            "%s (%s, found %s) is taken as any of %d: %s"
                .formatted(
                    sample.name(),
                    actual,
                    finding.mediaType(),
                    taken.size(),
                    taken.subList(0, Math.min(5, taken.size()))));
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_file_that_is_cut_off_anywhere_is_never_taken_for_another_family() {
    List<String> wrong = new ArrayList<>();
    for (Corpus.Sample sample : Corpus.labelled()) {
      MediaType actual = sample.mediaType().orElseThrow();
      MediaType whole = detector.detect(sample.content().fresh()).mediaType();
      for (int length = 1; length < sample.content().size(); length *= 2) {
        Finding finding = detector.detect(sample.content().cutTo(length));
        MediaType found = finding.mediaType();
        if (finding.determined()
            && !WHAT_OTHERS_BEGIN_WITH.contains(found.toString())
            && !kinds.isA(found, PLAIN_TEXT)
            && !family(found).equals(family(actual))
            && !kinds.isA(whole, found)) {
          wrong.add(
              "%s (%s) cut to %d bytes is found as %s (%s)"
                  .formatted(sample.name(), actual, length, found, finding.proof()));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  /// Sound and film share their containers; the rest of `application` has nothing in common but
  /// what it is built on.
  private String family(MediaType mediaType) {
    MediaType canonical = kinds.canonical(mediaType);
    return switch (canonical.type()) {
      case "audio", "video" -> "media";
      case "application" -> {
        MediaType root = kinds.lineage(canonical).getLast();
        yield switch (root.toString()) {
          case "application/ogg", "application/vnd.rn-realmedia" -> "media";
          default -> root.toString();
        };
      }
      default -> canonical.type();
    };
  }
}
