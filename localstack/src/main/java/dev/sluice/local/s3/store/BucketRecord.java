package dev.sluice.local.s3.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// A bucket's file.
record BucketRecord(String name, Instant created, Map<Configuration, String> documents) {
  BucketRecord {
    Map<Configuration, String> copy = new EnumMap<>(Configuration.class);
    copy.putAll(documents);
    documents = copy;
  }
}
