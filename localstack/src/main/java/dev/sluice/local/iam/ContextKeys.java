package dev.sluice.local.iam;

import java.util.Set;

/// The condition keys that requests here can have (IAM user guide, "AWS global condition context
/// keys"; Service Authorization Reference, "Condition keys for Amazon S3").
public final class ContextKeys {
  /// Always `true`: what comes over the loopback interface counts as encrypted.
  public static final String SECURE_TRANSPORT = "aws:securetransport";

  public static final String SOURCE_IP = "aws:sourceip";
  public static final String REFERER = "aws:referer";
  public static final String USER_AGENT = "aws:useragent";
  public static final String PRINCIPAL_ARN = "aws:principalarn";
  public static final String PRINCIPAL_ACCOUNT = "aws:principalaccount";
  public static final String CURRENT_TIME = "aws:currenttime";

  /// For calls that a service makes by itself: the account of what it acts for.
  public static final String SOURCE_ACCOUNT = "aws:sourceaccount";

  /// For calls that a service makes by itself: what it acts for.
  public static final String SOURCE_ARN = "aws:sourcearn";

  public static final String S3_PREFIX = "s3:prefix";
  public static final String S3_DELIMITER = "s3:delimiter";
  public static final String S3_MAX_KEYS = "s3:max-keys";
  public static final String S3_VERSION_ID = "s3:versionid";
  public static final String S3_IF_MATCH = "s3:if-match";
  public static final String S3_IF_NONE_MATCH = "s3:if-none-match";

  /// Followed by the name of a header of the request.
  public static final String S3_HEADER = "s3:x-amz-";

  private static final Set<String> KNOWN =
      Set.of(
          SECURE_TRANSPORT,
          SOURCE_IP,
          REFERER,
          USER_AGENT,
          PRINCIPAL_ARN,
          PRINCIPAL_ACCOUNT,
          CURRENT_TIME,
          SOURCE_ACCOUNT,
          SOURCE_ARN,
          S3_PREFIX,
          S3_DELIMITER,
          S3_MAX_KEYS,
          S3_VERSION_ID,
          S3_IF_MATCH,
          S3_IF_NONE_MATCH);

  private ContextKeys() {}

  /// @param key in lower case
  public static boolean isKnown(String key) {
    return KNOWN.contains(key) || key.startsWith(S3_HEADER);
  }
}
