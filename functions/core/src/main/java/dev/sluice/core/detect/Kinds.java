package dev.sluice.core.detect;

import dev.sluice.core.media.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every kind of file that is known, as `kinds.txt` lists them; immutable.
public final class Kinds {
  private static final String TABLE = "kinds.txt";
  private static final int COLUMNS = 7;
  private static final Kinds KNOWN = parse(TableFile.lines(Kinds.class, TABLE));

  private final List<Kind> all;
  private final Map<MediaType, Kind> byName = new HashMap<>();
  private final Map<String, Kind> byText = new HashMap<>();
  private final Map<String, Kind> byExtension = new HashMap<>();

  /// What fits a file that begins with this byte, and what fits whatever it begins with; each the
  /// heaviest first.
  private final List<List<Candidate>> byFirstByte;

  record Candidate(Kind kind, Signature signature) {}

  Kinds(List<Kind> kinds) {
    all = List.copyOf(kinds);
    for (Kind kind : all) {
      name(kind.mediaType(), kind);
      kind.aliases().forEach(alias -> name(alias, kind));
      kind.extensions().forEach(extension -> byExtension.putIfAbsent(extension, kind));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Kind kind : all) {
      for (Signature signature : kind.signatures()) {
        candidates.add(new Candidate(kind, signature));
      }
    }
    candidates.sort(Comparator.comparingInt((Candidate it) -> -it.signature().weight()));
    byFirstByte = byFirstByte(candidates);
  }

  private static List<List<Candidate>> byFirstByte(List<Candidate> candidates) {
    List<List<Candidate>> buckets = new ArrayList<>(256);
    for (int first = 0; first < 256; first++) {
      buckets.add(new ArrayList<>());
    }
    for (Candidate candidate : candidates) {
      int first = candidate.signature().byteAt(0);
      if (first >= 0) {
        buckets.get(first).add(candidate);
      } else {
        buckets.forEach(bucket -> bucket.add(candidate));
      }
    }
    return List.copyOf(buckets);
  }

  public static Kinds known() {
    return KNOWN;
  }

  /// In the table's order.
  public List<Kind> all() {
    return all;
  }

  /// The kind of this name, an alias included.
  public Optional<Kind> named(MediaType mediaType) {
    return Optional.ofNullable(byName.get(mediaType));
  }

  /// The kind of this name as [MediaType#toString()] writes it, an alias included.
  Optional<Kind> named(String mediaType) {
    return Optional.ofNullable(byText.get(mediaType));
  }

  /// The kind that a file name's extension stands for. A name is a claim; only detection finds out.
  public Optional<Kind> ofFileName(String fileName) {
    return Optional.ofNullable(byExtension.get(extension(fileName)));
  }

  /// The name that all names of a kind have in common; itself if no kind is called so.
  public MediaType canonical(MediaType mediaType) {
    return named(mediaType).map(Kind::mediaType).orElse(mediaType);
  }

  /// Names that mean the same kind, the canonical one left out.
  public Set<MediaType> aliases(MediaType mediaType) {
    return named(mediaType).map(Kind::aliases).orElse(Set.of());
  }

  /// All that a file of this kind is, by canonical names: itself first, what it is built on last.
  public List<MediaType> lineage(MediaType mediaType) {
    List<MediaType> lineage = new ArrayList<>(List.of(canonical(mediaType)));
    for (int i = 0; i < lineage.size(); i++) {
      Kind kind = byName.get(lineage.get(i));
      if (kind != null) {
        kind.parents().forEach(parent -> lineage.add(canonical(parent)));
      }
    }
    return lineage;
  }

  /// Whether every file of the first kind is one of the second: a docx is a zip, a zip is no docx.
  public boolean isA(MediaType narrow, MediaType wide) {
    return lineage(narrow).contains(canonical(wide));
  }

  /// The kinds whose signature the file has, the most telling first.
  List<Candidate> candidates(Window head) {
    int first = head.u8(0);
    if (first < 0) {
      return List.of();
    }
    List<Candidate> fitting = new ArrayList<>(2);
    List<Candidate> bucket = byFirstByte.get(first);
    // By index: nothing is allocated for what does not fit.
    for (int i = 0; i < bucket.size(); i++) {
      if (bucket.get(i).signature().matches(head)) {
        fitting.add(bucket.get(i));
      }
    }
    return fitting;
  }

  private void name(MediaType name, Kind kind) {
    Kind other = byName.putIfAbsent(name, kind);
    byText.putIfAbsent(name.toString(), kind);
    if (other != null) {
      throw new IllegalArgumentException(
          "%s is called %s, and so is %s".formatted(kind.mediaType(), name, other.mediaType()));
    }
  }

  /// What stands behind the last dot of the last path segment; a name that only begins with a dot
  /// (`.png`) has none.
  private static String extension(String fileName) {
    int segment = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1;
    int dot = fileName.lastIndexOf('.');
    return dot <= segment ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException with the line, if one is not a kind
  static Kinds parse(List<String> lines) {
    List<Kind> kinds = new ArrayList<>();
    TableFile.read(TABLE, lines, line -> kinds.add(kind(line.split("\\|", -1))));
    return new Kinds(kinds);
  }

  private static Kind kind(String[] columns) {
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a kind has %d columns with | between them, not %d".formatted(COLUMNS, columns.length));
    }
    List<String> extensions = words(columns[1]);
    if (extensions.isEmpty()) {
      throw new IllegalArgumentException("a kind has an extension");
    }
    return new Kind(
        MediaType.parse(columns[0].strip()),
        extensions,
        new HashSet<>(mediaTypes(columns[2])),
        mediaTypes(columns[3]),
        signatures(columns[4].strip()),
        optional(columns[5]).map(Kinds::knownStructure),
        optional(columns[6])
            .orElseThrow(() -> new IllegalArgumentException("a kind has a source")));
  }

  private static List<Signature> signatures(String column) {
    if (column.isEmpty()) {
      return List.of();
    }
    List<Signature> signatures = new ArrayList<>();
    int from = 0;
    int or = column.indexOf(" or ");
    while (or >= 0) {
      signatures.add(Signature.parse(column.substring(from, or)));
      from = or + " or ".length();
      or = column.indexOf(" or ", from);
    }
    signatures.add(Signature.parse(column.substring(from)));
    return signatures;
  }

  private static String knownStructure(String name) {
    if (!Structures.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no structure " + name + "; Structures.java lists them");
    }
    return name;
  }

  private static Optional<String> optional(String column) {
    return Optional.of(column.strip()).filter(text -> !text.isEmpty());
  }

  private static List<MediaType> mediaTypes(String column) {
    List<MediaType> mediaTypes = new ArrayList<>();
    for (String word : words(column)) {
      mediaTypes.add(MediaType.parse(word));
    }
    return mediaTypes;
  }

  /// What has spaces around it.
  private static List<String> words(String column) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < column.length()) {
      int space = column.indexOf(' ', from);
      int to = space < 0 ? column.length() : space;
      if (to > from) {
        words.add(column.substring(from, to));
      }
      from = to + 1;
    }
    return words;
  }
}
