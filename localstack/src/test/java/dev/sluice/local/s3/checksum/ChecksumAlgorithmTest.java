package dev.sluice.local.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumAlgorithmTest {
  /// The check value of the CRC catalogue: of the text `123456789`.
  @Test
  void CRC64NVME_of_the_check_text_is_the_check_value() {
    Crc64Nvme crc = new Crc64Nvme();
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    crc.update(check, 0, check.length);

    assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
  }

  @Test
  void tables_and_single_bytes_agree_at_every_length_and_offset() {
    byte[] bytes = random(200);
    for (int from = 0; from < 20; from++) {
      for (int to = from; to < bytes.length; to += 7) {
        Crc64Nvme whole = new Crc64Nvme();
        whole.update(bytes, from, to - from);
        Crc64Nvme single = new Crc64Nvme();
        for (int i = from; i < to; i++) {
          single.update(bytes[i]);
        }
        assertThat(whole.getValue()).isEqualTo(single.getValue());
      }
    }
  }

  @Test
  void stretches_side_by_side_and_single_bytes_agree() {
    byte[] bytes = random(100_001);
    Crc64Nvme whole = new Crc64Nvme();
    whole.update(bytes, 1, bytes.length - 1);
    Crc64Nvme single = new Crc64Nvme();
    for (int i = 1; i < bytes.length; i++) {
      single.update(bytes[i]);
    }

    assertThat(whole.getValue()).isEqualTo(single.getValue());
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void the_checksum_of_the_whole_follows_from_those_of_the_parts(ChecksumAlgorithm algorithm) {
    byte[] bytes = random(100_000);
    List<String> parts = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    int[] ends = {0, 1, 1, 77, 50_000, 100_000};
    for (int i = 1; i < ends.length; i++) {
      byte[] part = Arrays.copyOfRange(bytes, ends[i - 1], ends[i]);
      parts.add(of(algorithm, part));
      lengths.add((long) part.length);
    }

    assertThat(algorithm.combine(parts, lengths)).isEqualTo(of(algorithm, bytes));
  }

  private static String of(ChecksumAlgorithm algorithm, byte[] bytes) {
    Digester digester = algorithm.digester();
    digester.update(bytes, 0, bytes.length);
    return digester.base64();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(3).nextBytes(bytes);
    return bytes;
  }
}
