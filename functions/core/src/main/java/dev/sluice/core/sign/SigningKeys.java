package dev.sluice.core.sign;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Signing keys derived lately. A key is good for one secret, one region and one day.
final class SigningKeys {
  /// A process signs with one set of credentials; around midnight and while they rotate, with two
  /// or three.
  static final int KEPT = 8;

  private static final String SERVICE = "s3";

  private final String region;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Origin, HmacSha256> derived = new LinkedHashMap<>(KEPT, 0.75f, true);

  private record Origin(String accessKeyId, String secretAccessKey, String date) {}

  SigningKeys(String region) {
    this.region = region;
  }

  HmacSha256 get(Credentials credentials, String date) {
    Origin origin = new Origin(credentials.accessKeyId(), credentials.secretAccessKey(), date);
    lock.lock();
    try {
      HmacSha256 known = derived.get(origin);
      if (known != null) {
        return known;
      }
      HmacSha256 key =
          HmacSha256.keyed(derive(credentials.secretAccessKey(), date, region, SERVICE));
      derived.put(origin, key);
      if (derived.size() > KEPT) {
        derived.pollFirstEntry();
      }
      return key;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return derived.size();
    } finally {
      lock.unlock();
    }
  }

  /// IAM user guide: "Create a signed AWS API request", calculate the signature.
  static byte[] derive(String secretAccessKey, String date, String region, String service) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String step : new String[] {date, region, service, "aws4_request"}) {
      key = HmacSha256.keyed(key).sign(Sha256.ascii(step));
    }
    return key;
  }
}
