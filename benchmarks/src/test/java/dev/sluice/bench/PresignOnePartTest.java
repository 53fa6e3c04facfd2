package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PresignOnePartTest {
  private final PresignOnePart ways = new PresignOnePart();

  @Test
  void theFloorHashesWhatIsSigned() {
    assertThat(ways.own(PresignOnePart.FLOOR_PART))
        .endsWith("&X-Amz-Signature=" + HexFormat.of().formatHex(ways.floorSignature()));
    assertThat(ways.own(PresignOnePart.FLOOR_PART + 1))
        .doesNotContain(HexFormat.of().formatHex(ways.floorSignature()));
  }

  @Test
  void bothSignersSignTheSameRequest() {
    assertThat(withoutTime(ways.own(17))).isEqualTo(withoutTime(ways.sdk(17)));
    ways.close();
  }

  /// The SDK signs as of now, ours as of a day in the past: all else is equal.
  private static String withoutTime(String url) {
    return url.replaceAll("X-Amz-Date=[0-9TZ]{16}", "")
        .replaceAll("%2F[0-9]{8}%2F", "")
        .replaceAll("X-Amz-Signature=[0-9a-f]{64}$", "");
  }
}
