package dev.sluice.local.s3.checksum;

import java.util.Arrays;
import java.util.Optional;

/// Over what an object's checksum was made: its parts' checksums, or its bytes.
public enum ChecksumType {
  COMPOSITE,
  FULL_OBJECT;

  public static Optional<ChecksumType> find(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
  }
}
