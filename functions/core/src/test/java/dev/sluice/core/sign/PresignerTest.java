package dev.sluice.core.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresignerTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Credentials CREDENTIALS =
      new Credentials("AKEY", "very-secret", Optional.of("the-token"));
  private static final Grant GRANT = new Grant(CREDENTIALS, NOW, Duration.ofHours(1));
  private static final Endpoint LOCAL =
      Endpoint.pathStyle(URI.create("http://127.0.0.1:4566"), "uploads");
  private final Presigner presigner = new Presigner("us-east-1", LOCAL);

  @Test
  void listsTheHeadersThatTheClientSendsAndNoOthers() {
    PresignedRequest request = presigner.put("u/1", 5, "image/png", Optional.empty(), GRANT);

    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.headers())
        .containsExactly(Map.entry("content-type", "image/png"), Map.entry("if-none-match", "*"));
    assertThat(request.uri().getRawQuery())
        .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match");
    assertThat(request.expiresAt()).isEqualTo(Instant.parse("2026-01-02T04:04:05Z"));
  }

  @Test
  void signsAnotherSizeOrPartDifferently() {
    PartSigner parts = presigner.parts("u/1", "upload", GRANT);

    assertThat(
            IntStream.rangeClosed(1, 100)
                .mapToObj(number -> parts.sign(number, 1_000L + number % 2).url())
                .distinct())
        .hasSize(100);
    assertThat(parts.sign(1, 5).url()).isNotEqualTo(parts.sign(1, 6).url());
  }

  @Test
  void reachesBucketsAsAwsAndLocalServersWant() {
    assertThat(Endpoint.aws("eu-central-1", "my-bucket"))
        .hasToString("https://my-bucket.s3.eu-central-1.amazonaws.com/");
    assertThat(Endpoint.aws("cn-north-1", "my-bucket"))
        .hasToString("https://my-bucket.s3.cn-north-1.amazonaws.com.cn/");
    assertThat(Endpoint.aws("eu-central-1", "my.bucket"))
        .hasToString("https://s3.eu-central-1.amazonaws.com/my.bucket/");
    assertThat(Endpoint.virtualHost(URI.create("HTTPS://Storage.Example:443/"), "my-bucket"))
        .hasToString("https://my-bucket.storage.example/");
    assertThat(LOCAL).hasToString("http://127.0.0.1:4566/uploads/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/path", "ftp://host", "http://user@host", "http://host?q", "http://"})
  void refusesWhatIsNoEndpoint(String service) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Endpoint.pathStyle(URI.create(service.replace("http://", "http:/")), "x"));
  }

  @Test
  void keepsSecretsOutOfText() {
    assertThat(CREDENTIALS.toString() + GRANT)
        .contains("AKEY")
        .doesNotContain("very-secret", "the-token");
  }

  @Test
  void acceptsOneSecondToSevenDays() {
    assertThat(new Grant(CREDENTIALS, NOW, Duration.ofSeconds(1)).expiresAt())
        .isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
    assertThat(new Grant(CREDENTIALS, NOW, Duration.ofDays(7)).validity().toDays()).isEqualTo(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grant(CREDENTIALS, NOW, Duration.ofMillis(999)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grant(CREDENTIALS, NOW, Duration.ofDays(7).plusSeconds(1)))
        .withMessageContaining("7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b\r\nx-amz-acl: public-read", "tab\there", "naïve", "\u007f"})
  void refusesHeaderValuesThatWouldNotArriveAsSigned(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.put("u/1", 5, value, Optional.empty(), GRANT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.get("u/1", Optional.of(value), Optional.empty(), GRANT));
  }

  @Test
  void refusesWhatS3WouldRefuse() {
    PartSigner parts = presigner.parts("u/1", "upload", GRANT);
    assertThatIllegalArgumentException().isThrownBy(() -> parts.sign(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> parts.sign(10_001, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> parts.sign(1, (5L << 30) + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> parts.sign(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> presigner.parts("", "upload", GRANT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.parts("ä".repeat(513), "upload", GRANT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.parts("half \ud83d", "upload", GRANT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.put("u/1", 5, "a/b", Optional.of("c2hvcnQ="), GRANT));
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.aws("eu-west-1", "No_Bucket"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Presigner("eu/west", LOCAL));
  }

  @Test
  void refusesParametersAndHeadersThatTheSignatureOwns() {
    LinkedHashMap<String, String> query = new LinkedHashMap<>(Map.of("x-amz-expires", "9"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.presign("GET", "u/1", query, Map.of(), GRANT));
    LinkedHashMap<String, String> none = new LinkedHashMap<>();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.presign("GET", "u/1", none, Map.of("Host", "x"), GRANT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> presigner.presign("GET\n", "u/1", none, Map.of(), GRANT));
  }

  @Test
  void remembersAFewSigningKeysOnly() {
    SigningKeys keys = new SigningKeys("us-east-1");
    HmacSha256 first = keys.get(CREDENTIALS, "20260101");
    assertThat(keys.get(CREDENTIALS, "20260101")).isSameAs(first);

    for (int day = 10; day < 30; day++) {
      keys.get(CREDENTIALS, "202601" + day);
    }

    assertThat(keys.size()).isEqualTo(SigningKeys.KEPT);
    assertThat(keys.get(CREDENTIALS, "20260101")).isNotSameAs(first);
  }

  @Test
  void computesTheSameHmacAsTheJdk() throws Exception {
    for (int length = 1; length <= 200; length++) {
      byte[] key = Sha256.ascii("k".repeat(length));
      byte[] message = Sha256.ascii("m".repeat(length * 3));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(Sha256.ascii("prefix"));

      assertThat(
              HexFormat.of()
                  .formatHex(
                      HmacSha256.keyed(key).startingWith(Sha256.ascii("prefix")).sign(message)))
          .isEqualTo(HexFormat.of().formatHex(mac.doFinal(message)));
    }
  }
}
