package dev.sluice.local.events;

import java.math.BigInteger;
import java.net.InetAddress;

/// A range of IP addresses in CIDR notation (RFC 4632), version 4 or 6.
record IpRange(BigInteger network, int length, int bits) {

  static IpRange of(String cidr) {
    String[] parts = cidr.split("/", -1);
    require(parts.length == 2, "Malformed CIDR, one '/' required");
    require(parts[1].matches("\\d{1,3}"), "Malformed CIDR, mask bits must be an integer");
    byte[] address;
    try {
      address = address(parts[0]);
    } catch (IllegalArgumentException notAnAddress) {
      throw new IllegalArgumentException("Nonstandard IP address: " + parts[0], notAnAddress);
    }
    int bits = address.length * Byte.SIZE;
    int length = Integer.parseInt(parts[1]);
    require(length <= bits, "Malformed CIDR, mask bits must not exceed " + bits);
    return new IpRange(new BigInteger(1, address).shiftRight(bits - length), length, bits);
  }

  boolean contains(String text) {
    try {
      byte[] address = address(text);
      return address.length * Byte.SIZE == bits
          && new BigInteger(1, address).shiftRight(bits - length).equals(network);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /// Never asks a name server: a text that is no address is refused.
  private static byte[] address(String text) {
    return InetAddress.ofLiteral(text).getAddress();
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}
