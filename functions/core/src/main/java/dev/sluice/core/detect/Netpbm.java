package dev.sluice.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Netpbm family (pbm(5), pgm(5), ppm(5), pam(5), PFM): numbers in text behind two letters,
/// with comments between them.
final class Netpbm implements Structure {
  private static final int LONGEST_HEADER = 2048;
  private static final int LARGEST_SIDE = 1 << 24;

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    char form = (char) head.u8(1);
    if (form == '7') {
      return arbitrary(head);
    }
    boolean bits = form == '1' || form == '4';
    int end = bits ? 2 : 3;
    List<Long> numbers = numbers(head, form == 'F' || form == 'f' ? 2 : end);
    if (numbers.size() < 2
        || (numbers.size() < end && form != 'F' && form != 'f')
        || (!bits && numbers.size() == 3 && (numbers.get(2) < 1 || numbers.get(2) > 65_535))) {
      return Optional.empty();
    }
    return found(
        switch (form) {
          case '1', '4' -> "image/x-portable-bitmap";
          case '2', '5' -> "image/x-portable-graymap";
          case '3', '6' -> "image/x-portable-pixmap";
          default -> "image/x-portable-floatmap";
        },
        numbers.get(0),
        numbers.get(1));
  }

  private static Optional<Finding> found(String mediaType, long width, long height) {
    return width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE
        ? Optional.empty()
        : Optional.of(
            Finding.of(mediaType, Confidence.STRUCTURE, 0, width + "×" + height)
                .with(new Fact.Dimensions(width, height)));
  }

  /// pam(5): a line each, WIDTH and HEIGHT among them, ENDHDR last.
  private static Optional<Finding> arbitrary(Window head) {
    long end = head.find("ENDHDR\n", 3, LONGEST_HEADER);
    long width = 0;
    long height = 0;
    if (end < 0) {
      return Optional.empty();
    }
    for (String line : head.ascii(3, (int) end - 3).split("\n", -1)) {
      String[] words = line.strip().split("[ \t]+", -1);
      if (words.length == 2 && words[1].matches("[0-9]{1,8}")) {
        width = words[0].equals("WIDTH") ? Long.parseLong(words[1]) : width;
        height = words[0].equals("HEIGHT") ? Long.parseLong(words[1]) : height;
      }
    }
    return found("image/x-portable-arbitrarymap", width, height);
  }

  /// The numbers behind the letters, each behind white space; fewer where something else stands.
  private static List<Long> numbers(Window head, int wanted) {
    List<Long> numbers = new ArrayList<>();
    long at = 2;
    while (numbers.size() < wanted && at < LONGEST_HEADER) {
      long start = at;
      while (isSpace(head.u8(at)) || head.u8(at) == '#') {
        if (head.u8(at) == '#') {
          while (head.u8(at) >= 0 && head.u8(at) != '\n') {
            at++;
          }
        } else {
          at++;
        }
      }
      long number = 0;
      int digits = 0;
      while (head.u8(at) >= '0' && head.u8(at) <= '9' && digits < 9) {
        number = number * 10 + head.u8(at) - '0';
        digits++;
        at++;
      }
      if (at == start || digits == 0 || !isSpace(head.u8(at)) || !isSpace(head.u8(start))) {
        return numbers;
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }
}
