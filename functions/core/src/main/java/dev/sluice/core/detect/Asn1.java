package dev.sluice.core.detect;

import java.util.Optional;

/// Certificates and keys in DER (ITU-T X.690): a sequence that is as long as the file, and what
/// stands first in it (RFC 5280, RFC 7292, RFC 5652, RFC 5958).
final class Asn1 implements Structure {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OBJECT = 0x06;

  /// 1.2.840.113549.1.7: PKCS #7.
  private static final String CMS = "2a864886f70d0107";

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long length = length(head, 0);
    long body = body(head, 0);
    if (head.u8(0) != SEQUENCE || length < 8 || body + length > evidence.size()) {
      return Optional.empty();
    }
    boolean whole = body + length == evidence.size();
    Optional<String> type = content(head, body);
    return type.filter(any -> whole)
        .map(name -> Finding.of(name, Confidence.WHOLE, 0, "a DER sequence as long as the file"));
  }

  private static Optional<String> content(Window head, long body) {
    int first = head.u8(body);
    if (first == SEQUENCE) {
      long inner = body(head, body);
      boolean version = head.u8(inner) == 0xA0;
      boolean serial = head.u8(inner) == INTEGER;
      if (version || (serial && head.u8(body(head, inner) + length(head, inner)) == SEQUENCE)) {
        boolean list = serial && length(head, inner) == 1 && hasTime(head, inner);
        return Optional.of(
            list
                ? "application/pkix-crl"
                : version || !isRequest(head, inner)
                    ? "application/pkix-cert"
                    : "application/pkcs10");
      }
      return head.u8(inner) == OBJECT && head.hasAscii(inner, "\u0006") && isKey(head, body)
          ? Optional.of("application/x-der-public-key")
          : Optional.empty();
    }
    if (first == OBJECT && head.hex(body + 2, 8).equals(CMS)) {
      return Optional.of("application/pkcs7-mime");
    }
    if (first == INTEGER && head.u8(body + 1) == 1) {
      int value = head.u8(body + 2);
      long next = body + 3;
      boolean exchange =
          value == 3 && head.u8(next) == SEQUENCE && head.hex(body(head, next) + 2, 8).equals(CMS);
      if (exchange) {
        return Optional.of("application/x-pkcs12");
      }
      boolean key =
          value <= 1
              && (head.u8(next) == SEQUENCE || head.u8(next) == INTEGER || head.u8(next) == 0x04);
      return key ? Optional.of("application/pkcs8") : Optional.empty();
    }
    return Optional.empty();
  }

  /// A revocation list has a time where a certificate has its validity.
  private static boolean hasTime(Window head, long version) {
    long algorithm = body(head, version) + length(head, version);
    long issuer = body(head, algorithm) + length(head, algorithm);
    long time = body(head, issuer) + length(head, issuer);
    return head.u8(time) == 0x17 || head.u8(time) == 0x18;
  }

  /// A request's version is 0; a subject follows it, and the key after that.
  private static boolean isRequest(Window head, long version) {
    long subject = body(head, version) + length(head, version);
    long key = body(head, subject) + length(head, subject);
    return head.u8(body(head, version)) == 0 && length(head, version) == 1 && isKey(head, key);
  }

  private static boolean isKey(Window head, long at) {
    long algorithm = head.u8(body(head, at)) == SEQUENCE ? body(head, at) : at;
    long bits = body(head, algorithm) + length(head, algorithm);
    return head.u8(algorithm) == SEQUENCE && head.u8(bits) == 0x03;
  }

  /// Where the content of the element at `at` begins.
  private static long body(Window head, long at) {
    int octet = head.u8(at + 1);
    return at + 2 + (octet > 0x80 ? octet & 0x7F : 0);
  }

  /// -1 if it has no definite length of at most four bytes.
  private static long length(Window head, long at) {
    int octet = head.u8(at + 1);
    int more = octet & 0x7F;
    if (octet < 0x80) {
      return octet;
    }
    if (more == 0 || more > 4 || !head.has(at + 2, more)) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < more; i++) {
      length = length << 8 | head.u8(at + 2 + i);
    }
    return length;
  }
}
