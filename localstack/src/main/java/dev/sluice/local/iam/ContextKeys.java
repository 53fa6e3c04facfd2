package dev.sluice.local.iam;

import java.util.List;
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
  public static final String PRINCIPAL_IS_SERVICE = "aws:principalisawsservice";
  public static final String PRINCIPAL_TYPE = "aws:principaltype";
  public static final String CURRENT_TIME = "aws:currenttime";
  public static final String EPOCH_TIME = "aws:epochtime";
  public static final String REQUESTED_REGION = "aws:requestedregion";
  public static final String RESOURCE_ACCOUNT = "aws:resourceaccount";

  /// Always `false`: no service calls another in a caller's name here.
  public static final String VIA_SERVICE = "aws:viaawsservice";

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

  public static final String S3_AUTH_TYPE = "s3:authtype";
  public static final String S3_CREATES_OBJECT = "s3:objectcreationoperation";
  public static final String S3_RESOURCE_ACCOUNT = "s3:resourceaccount";
  public static final String S3_SIGNATURE_AGE = "s3:signatureage";
  public static final String S3_SIGNATURE_VERSION = "s3:signatureversion";
  public static final String S3_TLS_VERSION = "s3:tlsversion";

  /// Followed by a tag's key.
  public static final String S3_EXISTING_TAG = "s3:existingobjecttag/";

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
          PRINCIPAL_IS_SERVICE,
          PRINCIPAL_TYPE,
          CURRENT_TIME,
          EPOCH_TIME,
          REQUESTED_REGION,
          RESOURCE_ACCOUNT,
          VIA_SERVICE,
          SOURCE_ACCOUNT,
          SOURCE_ARN,
          S3_PREFIX,
          S3_DELIMITER,
          S3_MAX_KEYS,
          S3_VERSION_ID,
          S3_IF_MATCH,
          S3_IF_NONE_MATCH,
          S3_AUTH_TYPE,
          S3_CREATES_OBJECT,
          S3_RESOURCE_ACCOUNT,
          S3_SIGNATURE_AGE,
          S3_SIGNATURE_VERSION,
          S3_TLS_VERSION);

  /// What AWS has for requests like those here, and nobody evaluates here: tags of principals and
  /// of what is asked for, and locks.
  private static final List<String> NOT_EVALUATED =
      List.of(
          "aws:assumedroot",
          "aws:principaltag/",
          "aws:requesttag/",
          "aws:resourcetag/",
          "aws:tagkeys",
          "aws:tokenissuetime",
          "s3:buckettag/",
          "s3:inventoryaccessibleoptionalfields",
          "s3:locationconstraint",
          "s3:object-lock-",
          "s3:requestobjecttag/",
          "s3:requestobjecttagkeys");

  private ContextKeys() {}

  /// @param key in lower case
  public static boolean isKnown(String key) {
    return KNOWN.contains(key) || key.startsWith(S3_HEADER) || key.startsWith(S3_EXISTING_TAG);
  }

  /// Whether requests have it on AWS, and here nobody would know its value.
  ///
  /// @param key in lower case
  public static boolean isNotEvaluated(String key) {
    return NOT_EVALUATED.stream().anyMatch(key::startsWith);
  }
}
