package dev.sluice.local.s3.operation;

import java.util.List;
import java.util.regex.Pattern;

/// What a bucket may be called (Amazon S3 user guide, "General purpose bucket naming rules").
public final class BucketNames {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  public static boolean valid(String name) {
    return FORM.matcher(name).matches()
        && !name.contains("..")
        && !ADDRESS.matcher(name).matches()
        && PREFIXES.stream().noneMatch(name::startsWith)
        && SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
