package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/// A page of a list of objects: current versions and common prefixes, in order.
final class ObjectPage implements KeyWalk.Visitor {
  private final int most;
  private final List<ObjectVersion> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final NavigableMap<String, List<StoredVersion>> keys;
  private String last = "";
  private boolean truncated;

  ObjectPage(int most, NavigableMap<String, List<StoredVersion>> keys) {
    this.most = most;
    this.keys = keys;
  }

  @Override
  public boolean key(String key, List<StoredVersion> versions) {
    ObjectVersion newest = versions.getFirst().version();
    if (newest.deleteMarker()) {
      return true;
    }
    if (full()) {
      return false;
    }
    objects.add(newest);
    last = key;
    return true;
  }

  @Override
  public boolean prefix(String commonPrefix) {
    boolean alive =
        keys.tailMap(commonPrefix, true).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(commonPrefix))
            .anyMatch(entry -> !entry.getValue().getFirst().version().deleteMarker());
    if (!alive) {
      return true;
    }
    if (full()) {
      return false;
    }
    prefixes.add(commonPrefix);
    last = commonPrefix;
    return true;
  }

  private boolean full() {
    truncated = objects.size() + prefixes.size() >= most && most > 0;
    return most == 0 || truncated;
  }

  int size() {
    return objects.size() + prefixes.size();
  }

  boolean truncated() {
    return truncated;
  }

  /// The key or common prefix that came last.
  String last() {
    return last;
  }

  List<String> prefixes() {
    return prefixes;
  }

  void writeContents(Xml xml, KeyWalk walk, boolean owner) {
    objects.forEach(
        object ->
            xml.element(
                "Contents",
                it -> {
                  it.text("Key", walk.encoded(object.key()));
                  it.text("LastModified", Dates.xml(object.lastModified()));
                  describe(it, object);
                  if (owner) {
                    it.element("Owner", element -> element.text("ID", Context.OWNER));
                  }
                }));
  }

  /// What every list says of an object.
  static void describe(Xml xml, ObjectVersion object) {
    xml.text("ETag", ObjectHeaders.quoted(object));
    object
        .checksum()
        .ifPresent(
            checksum ->
                xml.text("ChecksumAlgorithm", checksum.algorithm().name())
                    .text("ChecksumType", checksum.type().name()));
    xml.text("Size", object.size());
    xml.text("StorageClass", object.storageClass());
  }
}
