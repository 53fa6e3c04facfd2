package dev.sluice.core.detect;

/// Marks of active content and of containers that no honest picture, sound or film has in it, found
/// in one pass over what was read.
final class Marks {
  private static final String[] TAGS = {"html", "script", "iframe", "body", "!doctype html"};
  private static final String PROGRAM = "This program cannot be run in DOS mode";

  /// `<?=` is on whatever the settings of PHP (PHP manual, PHP tags). Three bytes are in many a
  /// picture by chance; with as much text behind them they are not.
  private static final int SHORTEST_ECHO = 8;

  private Marks() {}

  /// @param markup whether HTML and programs are none of the format's business; a PDF may show a
  ///   page of HTML as its text
  static Finding examine(Finding first, Window window, boolean markup) {
    Finding result = first;
    for (long at = window.offset(); at < window.end(); at++) {
      int next = window.u8(at);
      if (next == '<') {
        result = tag(result, window, at, markup);
      } else if (next == 'R' && window.hasAscii(at, "Rar!\u001A\u0007")) {
        result = Polyglots.also(result, "application/vnd.rar", at, "Rar!");
      } else if (next == '7' && window.hasAscii(at, "7z\u00BC\u00AF'\u001C\0")) {
        result = Polyglots.also(result, "application/x-7z-compressed", at, "7z");
      } else if (markup && next == 'T' && window.hasAscii(at, PROGRAM)) {
        result =
            Polyglots.also(result, "application/vnd.microsoft.portable-executable", at, PROGRAM);
      } else if (markup && next == 0x7F && isElf(window, at)) {
        result = Polyglots.also(result, "application/x-elf", at, "ELF");
      }
    }
    return result;
  }

  private static Finding tag(Finding first, Window window, long at, boolean markup) {
    if (window.hasAscii(at, "<?php") && isSpace(window.u8(at + 5))) {
      return Polyglots.also(first, "application/x-httpd-php", at, "<?php");
    }
    if (window.hasAscii(at, "<?=") && isText(window, at + 3, SHORTEST_ECHO)) {
      return Polyglots.also(first, "application/x-httpd-php", at, "<?=");
    }
    if (!markup) {
      return first;
    }
    for (String name : TAGS) {
      if (matches(window, at + 1, name) && endsName(window.u8(at + 1 + name.length()))) {
        return Polyglots.also(first, "text/html", at, "<" + name);
      }
    }
    return first;
  }

  /// In any case.
  private static boolean matches(Window window, long at, String name) {
    for (int i = 0; i < name.length(); i++) {
      int character = window.u8(at + i);
      int lower = character >= 'A' && character <= 'Z' ? character + 32 : character;
      if (lower != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(Window window, long from, int length) {
    for (long at = from; at < from + length; at++) {
      if (!isSpace(window.u8(at)) && (window.u8(at) < 0x20 || window.u8(at) > 0x7E)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsName(int character) {
    return character == '>' || character == '/' || isSpace(character);
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }

  /// Class, byte order and version are as they have to be, and the padding is empty.
  private static boolean isElf(Window window, long at) {
    return window.hasAscii(at, "\u007FELF")
        && (window.u8(at + 4) == 1 || window.u8(at + 4) == 2)
        && (window.u8(at + 5) == 1 || window.u8(at + 5) == 2)
        && window.u8(at + 6) == 1
        && window.u32(at + 9) == 0;
  }
}
