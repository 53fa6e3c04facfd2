package dev.sluice.cli.inspect;

import dev.sluice.core.media.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was asked for on the command line.
///
/// @param collection whose rules apply; if none, everything is allowed
/// @param declared what the files are said to be
/// @param files and folders, at least one but for help
record Options(
    Optional<String> collection,
    Optional<MediaType> declared,
    boolean json,
    boolean verbose,
    boolean help,
    List<String> files) {
  static final String HELP =
      """
      Usage: ./sluice inspect [--collection NAME] [--as TYPE] [--json] [-v] FILE…
      Says what local files are and what the verdict on them would be as uploads, from a few
      ranges of each. Folders are walked; links in them are not followed.

            FILE…               Files and folders.
            --collection NAME   Judge by this collection of sluice.yaml (default: all types are
                                allowed, no hazard is permitted).
            --as TYPE           Judge as if the client had declared this media type.
            --json              One JSON object a file: file, mediaType, extension, aliases,
                                verdict, reason, requests, bytes, micros; facts, also if any.
        -v, --verbose           Show the proof with its offset and bytes, facts, ranges read.
        -h, --help              Show this help.

      Status 0 when nothing is REJECTED, 3 when something is (with --collection
      also when something is UNDETERMINED, since an upload of it is rejected), 1 when a file could not be read,
      2 on wrong usage.

      Example: ./sluice inspect --collection default holiday/*.jpg
      """;

  Options {
    files = List.copyOf(files);
  }

  static Options parse(String... arguments) throws WrongUsage {
    Optional<String> collection = Optional.empty();
    Optional<MediaType> declared = Optional.empty();
    boolean json = false;
    boolean verbose = false;
    boolean help = false;
    List<String> files = new ArrayList<>();
    boolean optionsEnded = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (optionsEnded || !argument.startsWith("-")) {
        files.add(file(argument));
        continue;
      }
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      switch (name) {
        case "--collection", "--as" -> {
          if (equals < 0 && i + 1 == arguments.length) {
            throw new WrongUsage(
                name + " needs " + (name.equals("--as") ? "a media type" : "a name"));
          }
          String value = equals < 0 ? arguments[++i] : argument.substring(equals + 1);
          if (name.equals("--as")) {
            declared = Optional.of(mediaType(value));
          } else {
            collection = Optional.of(value);
          }
        }
        case "-" ->
            throw new WrongUsage(
                "standard input can't be inspected: ranges are read, and it has none; name a file");
        case "--" -> optionsEnded = true;
        case "--json", "--verbose", "-v", "--help", "-h" -> {
          if (equals >= 0) {
            throw new WrongUsage(name + " takes no value");
          }
          json |= name.equals("--json");
          verbose |= name.equals("--verbose") || name.equals("-v");
          help |= name.equals("--help") || name.equals("-h");
        }
        default -> throw new WrongUsage("there is no option " + name);
      }
    }
    if (files.isEmpty() && !help) {
      throw new WrongUsage("name at least one file");
    }
    return new Options(collection, declared, json, verbose, help, files);
  }

  /// A shell gives an empty one for a variable that is not set; the working folder is not meant.
  private static String file(String argument) throws WrongUsage {
    if (argument.isEmpty()) {
      throw new WrongUsage("a file's name is empty; . is this folder");
    }
    return argument;
  }

  private static MediaType mediaType(String text) throws WrongUsage {
    try {
      return MediaType.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--as: " + e.getMessage());
    }
  }
}
