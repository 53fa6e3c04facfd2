package dev.sluice.core.verdict;

import dev.sluice.core.detect.Kinds;
import dev.sluice.core.detect.TableFile;
import dev.sluice.core.media.MediaType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which names a file goes by, as `families.txt` lists them; immutable. All types are canonical.
final class Families {
  private static final String TABLE = "families.txt";
  private static final Families KNOWN = parse(TableFile.lines(Families.class, TABLE));

  private final Set<MediaType> claimNothing = new HashSet<>();
  private final Set<String> extensionsThatClaimNothing = new HashSet<>();
  private final Map<MediaType, Set<MediaType>> alike = new HashMap<>();
  private final Map<MediaType, Set<MediaType>> covered = new HashMap<>();
  private final Set<MediaType> text = new HashSet<>();
  private final Set<MediaType> programs = new HashSet<>();

  static Families known() {
    return KNOWN;
  }

  boolean claimsNothing(MediaType declared) {
    return claimNothing.contains(declared);
  }

  boolean extensionClaimsNothing(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1);
    return extensionsThatClaimNothing.contains(extension.toLowerCase(Locale.ROOT));
  }

  /// The type itself, and what goes by its name.
  Set<MediaType> alike(MediaType mediaType) {
    return alike.getOrDefault(mediaType, Set.of(mediaType));
  }

  /// What a claim of this type covers besides its own kind.
  Set<MediaType> covered(MediaType claim) {
    return covered.getOrDefault(claim, Set.of());
  }

  boolean isText(MediaType mediaType) {
    return text.contains(mediaType);
  }

  /// Whether it is one, or built on one: a web archive is a Java archive.
  boolean isProgram(MediaType mediaType) {
    return Kinds.known().lineage(mediaType).stream().anyMatch(programs::contains);
  }

  /// @throws IllegalArgumentException with the line, if one has no word that is known
  static Families parse(List<String> lines) {
    Families families = new Families();
    TableFile.read(TABLE, lines, families::add);
    return families;
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    String word = line.substring(0, Math.max(0, colon));
    List<String> items = Arrays.asList(line.substring(colon + 1).strip().split(" +"));
    switch (word) {
      // As declared, not canonical: a kind that is called so claims something.
      case "nothing" -> items.forEach(item -> claimNothing.add(MediaType.parse(item)));
      case "nothing-by-extension" -> extensionsThatClaimNothing.addAll(items);
      case "alike" -> addAlike(types(items));
      case "covered" ->
          addCovered(types(items.subList(0, 1)), types(items.subList(1, items.size())));
      case "text" -> text.addAll(types(items));
      case "programs" -> programs.addAll(types(items));
      default -> throw new IllegalArgumentException("\"" + word + "\" is no word of this table");
    }
  }

  private void addAlike(Set<MediaType> family) {
    for (MediaType mediaType : family) {
      if (alike.putIfAbsent(mediaType, family) != null) {
        throw new IllegalArgumentException(mediaType + " is in two families");
      }
    }
  }

  private void addCovered(Set<MediaType> found, Set<MediaType> claims) {
    for (MediaType claim : claims) {
      covered.computeIfAbsent(claim, _ -> new HashSet<>()).addAll(found);
    }
  }

  private static Set<MediaType> types(List<String> items) {
    return items.stream()
        .map(MediaType::parse)
        .map(Kinds.known()::canonical)
        .collect(Collectors.toUnmodifiableSet());
  }
}
