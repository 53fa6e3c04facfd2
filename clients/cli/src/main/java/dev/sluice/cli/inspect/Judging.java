package dev.sluice.cli.inspect;

import dev.sluice.config.InvalidSettings;
import dev.sluice.config.SluiceYaml;
import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.media.MediaTypePattern;
import dev.sluice.core.verdict.Reason;
import dev.sluice.core.verdict.Verdict;
import dev.sluice.core.verdict.Verdicts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Gives the verdict on files as the pipeline would give it on uploads.
final class Judging {
  private static final String SETTINGS = "sluice.yaml";

  /// What holds where no collection is named.
  private static final CollectionRules ANYTHING =
      new CollectionRules(
          new CollectionName("anything"),
          List.of(MediaTypePattern.parse("*/*")),
          Limits.MAXIMUM_OBJECT_SIZE,
          List.of(),
          OnReject.KEEP);

  private final Detector detector = new Detector();
  private final MediaType declared;
  private final CollectionRules rules;

  /// Whether the rules are somebody's, who may have said that what can't be named passes.
  private final boolean ofCollection;

  private Judging(MediaType declared, CollectionRules rules, boolean ofCollection) {
    this.declared = declared;
    this.rules = rules;
    this.ofCollection = ofCollection;
  }

  /// @param home where `sluice.yaml` lies; it is read only if a collection is named
  static Judging with(Options options, Path home) throws WrongUsage, InvalidSettings {
    MediaType declared = options.declared().orElse(MediaType.OCTET_STREAM);
    if (options.collection().isEmpty()) {
      return new Judging(declared, ANYTHING, false);
    }
    String name = options.collection().get();
    Settings settings = SluiceYaml.read(home.resolve(SETTINGS));
    for (CollectionRules rules : settings.collections().values()) {
      if (rules.name().value().equals(name)) {
        return new Judging(declared, rules, true);
      }
    }
    throw new WrongUsage(
        "there is no collection %s; %s has %s"
            .formatted(
                name,
                SETTINGS,
                settings.collections().keySet().stream()
                    .map(CollectionName::value)
                    .collect(Collectors.joining(", "))));
  }

  Inspection inspect(Path path) throws FileFailure {
    long began = System.nanoTime();
    try (FileBytes bytes = FileBytes.open(path)) {
      Finding finding = detector.detect(bytes);
      Judged judged = judge(path, bytes.size(), finding);
      return new Inspection(
          path,
          bytes.size(),
          finding,
          judged.outcome(),
          judged.reason(),
          bytes.ranges(),
          (System.nanoTime() - began) / 1000);
    } catch (IOException | UncheckedIOException e) {
      throw FileFailure.of(e);
    }
  }

  /// Whether an upload of it would not be kept. Without a collection nobody has said what passes.
  boolean refuses(Inspection inspection) {
    return switch (inspection.outcome()) {
      case READY -> false;
      case UNDETERMINED -> ofCollection;
      case REJECTED -> true;
    };
  }

  private record Judged(Inspection.Outcome outcome, Optional<String> reason) {}

  private Judged judge(Path path, long size, Finding finding) {
    if (size == 0) {
      return undetermined(finding); // An upload has at least one byte.
    }
    if (size > rules.maxSize()) {
      return new Judged(
          Inspection.Outcome.REJECTED,
          Optional.of(
              "too-large: %d bytes, collection %s takes %d"
                  .formatted(size, rules.name(), rules.maxSize())));
    }
    return switch (Verdicts.judge(declared, String.valueOf(path.getFileName()), rules, finding)) {
      case Verdict.Ready _ ->
          finding.determined() || ofCollection
              ? new Judged(Inspection.Outcome.READY, Optional.empty())
              : undetermined(finding);
      case Verdict.Rejected(Finding _, Reason reason) ->
          new Judged(Inspection.Outcome.REJECTED, Optional.of(text(reason)));
      case Verdict.Undetermined(Finding _, Reason reason) ->
          new Judged(Inspection.Outcome.UNDETERMINED, Optional.of(text(reason)));
    };
  }

  private static Judged undetermined(Finding finding) {
    return new Judged(
        Inspection.Outcome.UNDETERMINED, Optional.of("undetermined: " + finding.proof().what()));
  }

  private static String text(Reason reason) {
    return reason.code().slug() + ": " + reason.detail();
  }
}
