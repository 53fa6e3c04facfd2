package dev.sluice.local.s3.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of an object's bytes.
///
/// @param last inclusive
public record ByteRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /// What a Range header means for so many bytes; nothing if it has none of S3's forms (several
  /// ranges among them), since such a header is ignored.
  ///
  /// @throws S3Exception `InvalidRange` if no byte is within
  public static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = FORM.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      long suffix = number(last);
      if (suffix == 0 || size == 0) {
        throw notSatisfiable(header, size);
      }
      return Optional.of(new ByteRange(Math.max(0, size - suffix), size - 1));
    }
    long from = number(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
    if (to < from) {
      return Optional.empty();
    }
    if (from >= size) {
      throw notSatisfiable(header, size);
    }
    return Optional.of(new ByteRange(from, Math.min(to, size - 1)));
  }

  public long length() {
    return last - first + 1;
  }

  public String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(first, last, size);
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  private static S3Exception notSatisfiable(String header, long size) {
    return S3Error.INVALID_RANGE
        .refused()
        .with("RangeRequested", header)
        .with("ActualObjectSize", Long.toString(size))
        .header("Content-Range", "bytes */" + size);
  }
}
