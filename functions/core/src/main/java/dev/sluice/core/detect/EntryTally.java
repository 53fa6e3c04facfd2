package dev.sluice.core.detect;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Sums up an archive's entries, and keeps the first of each hazard.
final class EntryTally {
  /// What Windows, macOS or a desktop runs when it is opened. A folder `x.app` is a program of
  /// macOS.
  private static final Set<String> PROGRAMS =
      words(
          "exe dll scr com pif cpl msi msp sys drv ocx sh bash command bat cmd ps1 psm1 vbs vbe jse wsf wsh hta lnk jar app apk appimage run");

  /// Run when opened on Windows; in a browser's or a book's package they are content.
  private static final Set<String> SCRIPTS = Set.of("js");

  private static final Set<String> ARCHIVES =
      words(
          "zip 7z rar tar gz tgz bz2 tbz2 xz txz zst lz lz4 lzma z cab arj ace lzh lha iso img jar war ear apk zipx cpio xar dmg vhd vhdx wim");

  private final Map<Hazard, String> hazards = new EnumMap<>(Hazard.class);
  private final boolean programs;
  private final boolean scripts;
  private long entries;
  private long packed;
  private long unpacked;
  private long nested;

  /// @param programs whether a program among the entries is a hazard; it isn't in a format that
  ///   exists to carry programs
  /// @param scripts whether a script that Windows would run is one, too
  EntryTally(boolean programs, boolean scripts) {
    this.programs = programs;
    this.scripts = scripts;
  }

  void add(ArchiveEntry entry) {
    entries++;
    packed = saturated(packed + entry.packed());
    unpacked = saturated(unpacked + entry.unpacked());
    if (ARCHIVES.contains(extension(entry.name()))) {
      nested++;
    }
    if (entry.encrypted()) {
      hazards.putIfAbsent(Hazard.ENCRYPTED, "entry " + entry.name());
    }
    if (!entry.special().isEmpty()) {
      hazards.putIfAbsent(Hazard.ESCAPING_ENTRY, entry.special() + " " + entry.name());
    }
    named(entry.name());
    named(entry.otherName());
  }

  private void named(String name) {
    String extension = extension(name);
    if (escapes(name)) {
      hazards.putIfAbsent(Hazard.ESCAPING_ENTRY, "entry " + name);
    }
    boolean program =
        PROGRAMS.contains(extension) && (!name.endsWith("/") || extension.equals("app"));
    if ((programs && program) || (scripts && SCRIPTS.contains(extension))) {
      hazards.putIfAbsent(Hazard.EXECUTABLE, "entry " + name);
    }
  }

  /// Where only the archive as a whole says how many bytes its entries are packed in.
  void packedIn(long bytes) {
    packed = bytes;
  }

  long entries() {
    return entries;
  }

  /// The finding with the sums and the hazards.
  ///
  /// @param declared how many entries the archive says it has
  Finding onto(Finding finding, long declared, boolean complete) {
    Finding result =
        finding.with(
            new Fact.Entries(Math.max(declared, entries), packed, unpacked, nested, complete));
    for (Map.Entry<Hazard, String> hazard : hazards.entrySet()) {
      result = result.with(hazard.getKey(), hazard.getValue());
    }
    return result;
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  private static long saturated(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// Whether unpacking it naively would write elsewhere. A backslash separates on Windows.
  static boolean escapes(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("/")
        || path.equals("..")
        || path.startsWith("../")
        || path.contains("/../")
        || path.endsWith("/..")
        || path.indexOf('\0') >= 0
        || (path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0)));
  }

  /// Of the last segment, in lower case. Windows drops dots and spaces at a name's end, and takes
  /// what stands behind a colon for the name of a stream of the file.
  private static String extension(String name) {
    int stream = name.indexOf(':', name.lastIndexOf('/') + 1);
    int end = stream > 1 ? stream : name.length();
    while (end > 0 && ". /\\\0".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    int dot = name.lastIndexOf('.', end - 1);
    return dot < 0
            || end - dot > 12
            || (name.indexOf('/', dot) >= 0 && name.indexOf('/', dot) < end)
        ? ""
        : name.substring(dot + 1, end).toLowerCase(Locale.ROOT);
  }
}
