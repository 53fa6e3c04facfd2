package dev.sluice.local.s3.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// `203.0.113.0/24` and the like.
final class IpRange {
  private IpRange() {}

  static boolean contains(String range, String address) {
    String[] parts = range.split("/", 2);
    try {
      byte[] base = InetAddress.ofLiteral(parts[0]).getAddress();
      byte[] actual = InetAddress.getByName(address).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : base.length * 8;
      if (base.length != actual.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((base[bit >> 3] ^ actual[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException
        | IllegalArgumentException
        | IndexOutOfBoundsException noAddress) {
      return false;
    }
  }
}
