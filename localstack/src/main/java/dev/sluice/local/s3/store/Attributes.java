package dev.sluice.local.s3.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a client says of an object besides its bytes.
///
/// @param headers those that come back with the object, by names in lower case
/// @param metadata by names without `x-amz-meta-`
public record Attributes(
    String key,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    String storageClass) {
  public Attributes {
    headers = new LinkedHashMap<>(headers);
    metadata = new LinkedHashMap<>(metadata);
    tags = new LinkedHashMap<>(tags);
  }
}
