package dev.sluice.config;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.collection.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads `sluice.yaml` into {@link Settings}: at synth, and whenever a function starts.
///
/// The file is read as nodes, not as objects, since nodes know their lines. All problems are found
/// in one reading. The ranges come from S3, SQS and Lambda and stand at {@link CollectionRules} and
/// {@link ProcessorRules}.
public final class SluiceYaml {

  private static final String COLLECTIONS = "collections";
  private static final String PROCESSORS = "processors";
  private static final String SCANNER = "scanner";

  private static final String WHOLE_EXAMPLE =
      "collections: with at least one collection under it, " + CollectionReader.EXAMPLE;

  private SluiceYaml() {}

  /// @throws InvalidSettings when the file is missing, unreadable or wrong; the message holds every
  ///   problem
  public static Settings read(Path file) throws InvalidSettings {
    Problems problems = new Problems(String.valueOf(file.getFileName()));
    Optional<Settings> settings =
        text(file, problems)
            .flatMap(text -> compose(text, problems))
            .flatMap(document -> settings(Place.document(document, problems)));
    if (settings.isEmpty() || !problems.isEmpty()) {
      throw problems.asException();
    }
    return settings.get();
  }

  private static Optional<String> text(Path file, Problems problems) {
    try {
      return Optional.of(withoutByteOrderMark(Files.readString(file)));
    } catch (CharacterCodingException malformed) {
      problems.add("is not UTF-8; save it as UTF-8");
    } catch (NoSuchFileException missing) {
      problems.add("there is no such file in " + folder(file) + "; create it there");
    } catch (IOException unreadable) {
      problems.add("cannot be read from %s; is it a file, and readable?".formatted(folder(file)));
    }
    return Optional.empty();
  }

  private static Path folder(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<Node> compose(String text, Problems problems) {
    // Duplicate keys are let through here and reported with all other problems.
    LoadSettings loading = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    try {
      Optional<Node> document =
          new Compose(loading).composeString(text).filter(node -> !isEmpty(node));
      if (document.isEmpty()) {
        problems.add(1, "is empty; write " + WHOLE_EXAMPLE);
      }
      return document;
    } catch (MarkedYamlEngineException malformed) {
      reportSyntax(malformed, problems);
    } catch (YamlEngineException malformed) {
      problems.add("is not YAML: " + malformed.getMessage());
    } catch (StackOverflowError tooDeep) {
      // The library composes nested values by recursion, without a limit.
      problems.add("is nested too deeply; write " + WHOLE_EXAMPLE);
    }
    return Optional.empty();
  }

  /// A document that begins (`---`) and holds nothing.
  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
  }

  private static void reportSyntax(MarkedYamlEngineException malformed, Problems problems) {
    String problem = malformed.getProblem();
    String whatToDo =
        (problem + malformed.getContext()).contains("alias")
            ? "put text that begins with a star in quotes: \"*/*\""
            : "check the indentation (spaces, no tabs), brackets, quotes and colons there";
    malformed
        .getProblemMark()
        .or(malformed::getContextMark)
        .ifPresentOrElse(
            mark ->
                problems.add(
                    mark.getLine() + 1,
                    "is not YAML at column %d: %s; %s"
                        .formatted(mark.getColumn() + 1, problem, whatToDo)),
            () -> problems.add("is not YAML: %s; %s".formatted(problem, whatToDo)));
  }

  private static Optional<Settings> settings(Place document) {
    Fields fields = new Fields(document, List.of(COLLECTIONS, PROCESSORS, SCANNER), WHOLE_EXAMPLE);
    Map<String, Place> processorPlaces =
        fields
            .optional(PROCESSORS)
            .map(place -> place.entries(ProcessorReader.EXAMPLE))
            .orElse(Map.of());
    Map<ProcessorName, ProcessorRules> processors = new LinkedHashMap<>();
    processorPlaces.forEach(
        (name, place) ->
            ProcessorReader.read(name, place)
                .ifPresent(rules -> processors.put(rules.name(), rules)));
    Map<CollectionName, CollectionRules> collections = new LinkedHashMap<>();
    Optional<Place> scannerPlace = fields.optional(SCANNER);
    Optional<ScannerRules> scanner = scannerPlace.flatMap(ScannerReader::read);
    CollectionReader reader =
        new CollectionReader(processorPlaces.keySet(), scannerPlace.isPresent());
    fields
        .required(COLLECTIONS, WHOLE_EXAMPLE)
        .map(place -> collectionPlaces(place))
        .orElse(Map.of())
        .forEach(
            (name, place) ->
                reader.read(name, place).ifPresent(rules -> collections.put(rules.name(), rules)));
    return document.problems().isEmpty()
        ? Optional.of(new Settings(collections, processors, scanner))
        : Optional.empty();
  }

  private static Map<String, Place> collectionPlaces(Place place) {
    Map<String, Place> places = place.entries(CollectionReader.EXAMPLE);
    if (places.isEmpty() && place.isMapping()) {
      place.problem("is empty; write " + CollectionReader.EXAMPLE);
    }
    return places;
  }
}
