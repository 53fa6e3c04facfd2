package dev.sluice.local.s3.store;

import java.util.Comparator;

/// The order of S3's lists: that of the keys' bytes in UTF-8, which is that of their code points.
public enum KeyOrder implements Comparator<String> {
  BY_BYTES;

  @Override
  public int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        return Character.compare(rank(left), rank(right));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /// Halves of characters beyond U+FFFF come behind all others.
  private static char rank(char unit) {
    if (unit < Character.MIN_SURROGATE) {
      return unit;
    }
    return Character.isSurrogate(unit) ? (char) (unit + 0x2000) : (char) (unit - 0x800);
  }
}
