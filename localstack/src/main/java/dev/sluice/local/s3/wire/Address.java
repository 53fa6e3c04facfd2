package dev.sluice.local.s3.wire;

import dev.sluice.local.sign.Percent;
import java.util.List;
import java.util.Locale;

/// Bucket and key of a request, path-style or virtual-host style.
///
/// @param virtualHost whether the bucket's name stands in the host
record Address(String bucket, String key, boolean virtualHost) {
  /// Hosts before which a bucket's name may stand: what LocalStack's clients use.
  private static final List<String> BASES =
      List.of(
          "s3.localhost.localstack.cloud",
          "s3.localhost",
          "localhost.localstack.cloud",
          "localhost");

  static Address of(String host, String rawPath) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    for (String base : BASES) {
      if (name.equals(base)) {
        break;
      }
      if (name.endsWith('.' + base)) {
        String bucket = name.substring(0, name.length() - base.length() - 1);
        if (!bucket.equals("s3")) {
          return new Address(bucket, Percent.decode(rawPath.replaceFirst("^/", "")), true);
        }
      }
    }
    String path = rawPath.replaceFirst("^/", "");
    int slash = path.indexOf('/');
    return slash < 0
        ? new Address(Percent.decode(path), "", false)
        : new Address(
            Percent.decode(path.substring(0, slash)),
            Percent.decode(path.substring(slash + 1)),
            false);
  }
}
