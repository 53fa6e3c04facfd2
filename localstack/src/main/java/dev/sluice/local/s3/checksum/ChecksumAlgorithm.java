package dev.sluice.local.s3.checksum;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// The algorithms of "Checking object integrity" (Amazon S3 user guide), with what each can do over
/// the parts of an object.
public enum ChecksumAlgorithm {
  CRC32(4, true, true),
  CRC32C(4, true, true),
  CRC64NVME(8, false, true),
  SHA1(20, true, false),
  SHA256(32, true, false);

  private static final CrcCombine COMBINE_32 = new CrcCombine(0xEDB88320L, 32);
  private static final CrcCombine COMBINE_32C = new CrcCombine(0x82F63B78L, 32);
  private static final CrcCombine COMBINE_64 = new CrcCombine(Crc64Nvme.POLYNOMIAL, 64);

  private final int bytes;
  private final boolean composite;
  private final boolean fullObject;

  ChecksumAlgorithm(int bytes, boolean composite, boolean fullObject) {
    this.bytes = bytes;
    this.composite = composite;
    this.fullObject = fullObject;
  }

  /// The algorithm by its name, in any case.
  public static Optional<ChecksumAlgorithm> find(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
  }

  /// In lower case, as in messages and header names.
  public String lowerCaseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String header() {
    return "x-amz-checksum-" + lowerCaseName();
  }

  /// The name of its element in XML.
  public String element() {
    return "Checksum" + name();
  }

  public boolean supports(ChecksumType type) {
    return switch (type) {
      case COMPOSITE -> composite;
      case FULL_OBJECT -> fullObject;
    };
  }

  /// What it is for an upload that does not say.
  public ChecksumType defaultType() {
    return composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
  }

  /// Whether a value has this algorithm's form.
  public boolean wellFormed(String value) {
    try {
      return Base64.getDecoder().decode(value).length == bytes;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  public Digester digester() {
    return switch (this) {
      case CRC32 -> Digester.of(new CRC32(), bytes);
      case CRC32C -> Digester.of(new CRC32C(), bytes);
      case CRC64NVME -> Digester.of(new Crc64Nvme(), bytes);
      case SHA1 -> Digester.of("SHA-1");
      case SHA256 -> Digester.of("SHA-256");
    };
  }

  /// The checksum of the parts' checksums, with the number of parts behind it.
  public String composite(List<String> parts) {
    Digester digester = digester();
    for (String part : parts) {
      byte[] value = Base64.getDecoder().decode(part);
      digester.update(value, 0, value.length);
    }
    return digester.base64() + '-' + parts.size();
  }

  /// The checksum of the whole from those of its parts.
  public String combine(List<String> parts, List<Long> lengths) {
    CrcCombine combine =
        switch (this) {
          case CRC32 -> COMBINE_32;
          case CRC32C -> COMBINE_32C;
          case CRC64NVME -> COMBINE_64;
          case SHA1, SHA256 -> throw new IllegalArgumentException(this + " can't be combined");
        };
    long whole = 0;
    for (int i = 0; i < parts.size(); i++) {
      whole = combine.combine(whole, number(parts.get(i)), lengths.get(i));
    }
    return Base64.getEncoder().encodeToString(Digester.bigEndian(whole, bytes));
  }

  private static long number(String base64) {
    long number = 0;
    for (byte one : Base64.getDecoder().decode(base64)) {
      number = number << 8 | (one & 0xff);
    }
    return number;
  }
}
