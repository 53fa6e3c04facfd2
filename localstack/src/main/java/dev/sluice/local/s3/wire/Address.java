package dev.sluice.local.s3.wire;

import dev.sluice.local.sign.Percent;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bucket and key of a request, path-style or virtual-host style.
///
/// @param virtualHost whether the bucket's name stands in the host
record Address(String bucket, String key, boolean virtualHost) {
  /// Hosts of LocalStack's clients: with a bucket's name or without, with the service and its
  /// region or without. Without a bucket is tried first, or `s3.localhost` would be one.
  private static final Pattern HOST =
      Pattern.compile(
          "(?:(?<bucket>.+?)\\.)??(?:s3\\.(?:[a-z]{2,}(?:-[a-z]+)+-\\d\\.)?)?"
              + "localhost(?:\\.localstack\\.cloud)?");

  static Address of(String host, String rawPath) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    String path = rawPath.replaceFirst("^/", "");
    Matcher virtual = HOST.matcher(name);
    if (virtual.matches() && virtual.group("bucket") != null) {
      return new Address(virtual.group("bucket"), Percent.decode(path), true);
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new Address(Percent.decode(path), "", false)
        : new Address(
            Percent.decode(path.substring(0, slash)),
            Percent.decode(path.substring(slash + 1)),
            false);
  }
}
