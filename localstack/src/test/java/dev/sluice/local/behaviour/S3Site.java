package dev.sluice.local.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.s3.RawS3;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// Somebody's S3 at a port of this machine.
///
/// @param host before which a bucket's name may stand
record S3Site(int port, String accessKey, String secret, String host) {
  RawS3 client() {
    return new RawS3(port, accessKey, secret, Clock.systemUTC());
  }

  RawS3 client(String otherKey) {
    return new RawS3(port, otherKey, secret, Clock.systemUTC());
  }

  Bucket newBucket() {
    String name = "probe-" + UUID.randomUUID();
    RawS3.Answer made = client().call("PUT", "/" + name, Map.of(), "");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    return new Bucket(this, name);
  }
}
