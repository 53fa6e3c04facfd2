package dev.sluice.local.s3.checksum;

/// The CRC of two texts one behind the other, from the CRC of each: appending `n` bytes multiplies
/// the first CRC by `x` to the power of `8 n`, modulo the polynomial.
final class CrcCombine {
  private final long polynomial;
  private final int width;

  /// @param polynomial its bits reversed
  /// @param width 32 or 64
  CrcCombine(long polynomial, int width) {
    this.polynomial = polynomial;
    this.width = width;
  }

  long combine(long first, long second, long secondLength) {
    return multiply(power(secondLength), first) ^ second;
  }

  /// `x` to the power of eight times `bytes`, by squaring.
  long power(long bytes) {
    long result = 1L << (width - 1);
    long square = 1L << (width - 1 - 8);
    for (long left = bytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        result = multiply(square, result);
      }
      square = multiply(square, square);
    }
    return result;
  }

  /// Multiplies polynomials whose highest bit stands for `x` to the power of zero.
  long multiply(long one, long other) {
    long product = 0;
    long shifted = other;
    for (long bit = 1L << (width - 1); bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : polynomial);
    }
    return product;
  }
}
