package dev.sluice.core.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Examples that AWS publishes with their results.
class PublishedVectorsTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  /// S3: "Authenticating Requests: Using Query Parameters", the example at its end.
  @Test
  void signsTheGetOfTheS3Documentation() {
    Presigner presigner =
        new Presigner(
            "us-east-1",
            Endpoint.virtualHost(URI.create("https://s3.amazonaws.com"), "examplebucket"));
    Credentials credentials = new Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, Optional.empty());
    Grant grant = new Grant(credentials, Instant.parse("2013-05-24T00:00:00Z"), Duration.ofDays(1));

    PresignedRequest request = presigner.get("test.txt", Optional.empty(), Optional.empty(), grant);

    assertThat(request.url())
        .startsWith("https://examplebucket.s3.amazonaws.com/test.txt?")
        .endsWith(
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assertThat(request.headers()).isEmpty();
    assertThat(request.expiresAt()).isEqualTo(Instant.parse("2013-05-25T00:00:00Z"));
  }

  /// IAM: "Examples of how to derive a signing key for Signature Version 4".
  @Test
  void derivesTheSigningKeyOfTheIamDocumentation() {
    byte[] key =
        SigningKeys.derive(
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20120215", "us-east-1", "iam");

    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d");
  }
}
