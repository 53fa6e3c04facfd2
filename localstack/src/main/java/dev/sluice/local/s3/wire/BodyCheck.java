package dev.sluice.local.s3.wire;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.checksum.Digester;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All that a request says of its body: length, MD5, checksum, signed hash. It is told of every
/// byte, and then compares.
public final class BodyCheck {
  private static final int MD5_BYTES = 16;

  private final Call call;
  private final Digester md5 = Digester.of("MD5");
  private final Optional<Digester> sha256;
  private final Optional<ChecksumAlgorithm> named;
  private final List<Digester> digesters = new ArrayList<>();
  private final ChecksumAlgorithm algorithm;
  private final Digester checksum;
  private String md5Hex = "";
  private String checksumValue = "";

  /// @param byDefault the algorithm if the client names none
  public BodyCheck(Call call, ChecksumAlgorithm byDefault) {
    this.call = call;
    this.named = named(call);
    this.algorithm = named.orElse(byDefault);
    this.checksum = algorithm.digester();
    digesters.add(md5);
    digesters.add(checksum);
    this.sha256 = call.body().sha256().map(_ -> ChecksumAlgorithm.SHA256.digester());
    sha256.ifPresent(digesters::add);
    expectedMd5();
  }

  public List<Digester> digesters() {
    return digesters;
  }

  /// The algorithm that the client named.
  public Optional<ChecksumAlgorithm> named() {
    return named;
  }

  /// Adds a second algorithm that is to be computed, too.
  public Digester also(ChecksumAlgorithm other) {
    Digester digester = other.digester();
    digesters.add(digester);
    return digester;
  }

  /// Compares, once all bytes have come.
  ///
  /// @throws S3Exception if anything is not as it was announced
  public void verify(long size) {
    long announced = call.body().length();
    if (announced >= 0 && size != announced) {
      throw S3Error.INCOMPLETE_BODY.refused();
    }
    byte[] md5Bytes = md5.digest();
    md5Hex = HexFormat.of().formatHex(md5Bytes);
    checksumValue = checksum.base64();
    sha256.ifPresent(this::compareSha256);
    Optional<byte[]> expectedMd5 = expectedMd5();
    if (expectedMd5.isPresent() && !Arrays.equals(expectedMd5.get(), md5Bytes)) {
      throw S3Error.BAD_DIGEST
          .refused()
          .with("ExpectedDigest", HexFormat.of().formatHex(expectedMd5.get()))
          .with("CalculatedDigest", Base64.getEncoder().encodeToString(md5Bytes));
    }
    requireAnnounced();
    named.ifPresent(this::compareChecksum);
  }

  /// A trailer that no header announced is refused, as was seen at AWS.
  private void requireAnnounced() {
    List<String> announced = announced(call);
    for (String name : call.body().trailers().get().keySet()) {
      if (!name.equals("x-amz-trailer-signature") && !announced.contains(name)) {
        throw S3Error.MALFORMED_TRAILER.refused();
      }
    }
  }

  /// In hexadecimal digits: an object's ETag.
  public String md5() {
    return md5Hex;
  }

  public Checksum checksum() {
    return new Checksum(algorithm, ChecksumType.FULL_OBJECT, checksumValue);
  }

  private void compareSha256(Digester digester) {
    String computed = HexFormat.of().formatHex(digester.digest());
    String given = call.body().sha256().orElseThrow();
    if (!computed.equals(given)) {
      throw S3Error.XAMZ_CONTENT_SHA256_MISMATCH
          .refused()
          .with("ClientComputedContentSHA256", given)
          .with("S3ComputedContentSHA256", computed);
    }
  }

  private void compareChecksum(ChecksumAlgorithm of) {
    Optional<String> expected = call.header(of.header()).or(() -> call.body().trailer(of.header()));
    if (expected.isEmpty()) {
      if (trailer(call).isPresent()) {
        throw S3Error.MALFORMED_TRAILER.refused();
      }
      return;
    }
    if (!of.wellFormed(expected.get())) {
      throw S3Error.INVALID_REQUEST.refused(
          "Value for %s header is invalid.".formatted(of.header()));
    }
    if (!expected.get().equals(checksumValue)) {
      throw S3Error.BAD_DIGEST.refused(
          "The %s you specified did not match the calculated checksum.".formatted(of.name()));
    }
  }

  private Optional<byte[]> expectedMd5() {
    return call.header("content-md5")
        .map(
            given -> {
              try {
                byte[] bytes = Base64.getDecoder().decode(given);
                if (bytes.length == MD5_BYTES) {
                  return bytes;
                }
              } catch (IllegalArgumentException notBase64) {
                // Refused below like a wrong length.
              }
              throw S3Error.INVALID_DIGEST.refused().with("Content-MD5", given);
            });
  }

  private static Optional<ChecksumAlgorithm> named(Call call) {
    List<ChecksumAlgorithm> inHeaders =
        Arrays.stream(ChecksumAlgorithm.values())
            .filter(it -> call.header(it.header()).isPresent())
            .toList();
    Optional<ChecksumAlgorithm> inTrailer = trailer(call);
    if (inHeaders.size() + (inTrailer.isPresent() ? 1 : 0) > 1) {
      throw S3Error.INVALID_REQUEST.refused(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    for (ChecksumAlgorithm one : inHeaders) {
      if (!one.wellFormed(call.header(one.header()).orElseThrow())) {
        throw S3Error.INVALID_REQUEST.refused(
            "Value for %s header is invalid.".formatted(one.header()));
      }
    }
    Optional<ChecksumAlgorithm> found = inHeaders.stream().findFirst().or(() -> inTrailer);
    call.header("x-amz-sdk-checksum-algorithm").ifPresent(name -> requireSame(name, found));
    return found;
  }

  private static void requireSame(String name, Optional<ChecksumAlgorithm> found) {
    Optional<ChecksumAlgorithm> announced = ChecksumAlgorithm.find(name);
    if (announced.isEmpty()) {
      throw S3Error.INVALID_REQUEST.refused(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    if (found.isEmpty()) {
      throw S3Error.INVALID_REQUEST.refused(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (!found.equals(announced)) {
      throw S3Error.INVALID_REQUEST.refused(
          "Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }

  private static Optional<ChecksumAlgorithm> trailer(Call call) {
    List<String> announced = announced(call);
    Optional<ChecksumAlgorithm> found =
        Arrays.stream(ChecksumAlgorithm.values())
            .filter(it -> announced.contains(it.header()))
            .findFirst();
    if (found.isEmpty() && !announced.isEmpty()) {
      throw S3Error.INVALID_REQUEST.refused(
          "The value specified in the x-amz-trailer header is not supported");
    }
    return found;
  }

  private static List<String> announced(Call call) {
    return call.header("x-amz-trailer")
        .map(names -> List.of(names.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
        .orElseGet(List::of);
  }
}
