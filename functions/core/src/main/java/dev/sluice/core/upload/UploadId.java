package dev.sluice.core.upload;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names one upload: 128 random bits as 26 characters of Crockford's base 32, lower case, so that
/// it can't be guessed, and fits a URL, a file name and an object key as it is.
public record UploadId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}");
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;
  private static final int BYTES = 16;

  /// @throws IllegalArgumentException if the value is not of that form
  public UploadId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an upload id: 26 characters of base 32");
    }
  }

  /// The id in a client's text, or nothing if it can't be one.
  public static Optional<UploadId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new UploadId(text)) : Optional.empty();
  }

  /// @param random 16 bytes
  public static UploadId of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException(
          "16 bytes make an id, not " + HexFormat.of().formatHex(random));
    }
    BigInteger number = new BigInteger(1, random);
    char[] text = new char[LENGTH];
    for (int at = LENGTH - 1; at >= 0; at--) {
      text[at] = ALPHABET.charAt(number.intValue() & 31);
      number = number.shiftRight(5);
    }
    return new UploadId(new String(text));
  }

  @Override
  public String toString() {
    return value;
  }
}
