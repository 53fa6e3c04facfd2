package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Dates;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

record ListObjectVersions(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:ListBucketVersions";
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    KeyWalk walk = KeyWalk.of(call);
    String keyMarker = call.query().get("key-marker");
    Optional<String> given = call.query().find("version-id-marker");
    if (given.isPresent() && keyMarker.isEmpty()) {
      throw S3Error.argument(
          "version-id-marker",
          given.get(),
          "A version-id marker cannot be specified without a key marker.");
    }
    String versionMarker = given.orElse("");
    int most = call.query().number("max-keys", ListObjects.MOST, ListObjects.MOST);
    Page page = new Page(most, keyMarker, versionMarker);
    walk.walk(bucket.keys(), keyMarker, !versionMarker.isEmpty(), page);
    return Answer.xml(
        Xml.document(
            "ListVersionsResult",
            xml -> {
              xml.text("Name", bucket.name());
              xml.text("KeyMarker", walk.encoded(keyMarker));
              xml.text("VersionIdMarker", versionMarker);
              if (page.truncated) {
                xml.text("NextKeyMarker", walk.encoded(page.lastKey));
                if (!page.lastVersion.isEmpty()) {
                  xml.text("NextVersionIdMarker", page.lastVersion);
                }
              }
              walk.writeParameters(xml);
              xml.text("MaxKeys", most);
              xml.text("IsTruncated", page.truncated);
              page.versions.forEach(it -> write(xml, walk, it.version(), it.latest()));
              walk.writePrefixes(xml, page.prefixes);
            }));
  }

  private static void write(Xml xml, KeyWalk walk, ObjectVersion version, boolean latest) {
    xml.element(
        version.deleteMarker() ? "DeleteMarker" : "Version",
        it -> {
          it.text("Key", walk.encoded(version.key()));
          it.text("VersionId", version.versionId());
          it.text("IsLatest", latest);
          it.text("LastModified", Dates.xml(version.lastModified()));
          if (!version.deleteMarker()) {
            ObjectPage.describe(it, version);
          }
          it.element("Owner", owner -> owner.text("ID", Context.OWNER));
        });
  }

  private record Listed(ObjectVersion version, boolean latest) {}

  private static final class Page implements KeyWalk.Visitor {
    private final int most;
    private final String keyMarker;
    private final String versionMarker;
    private final List<Listed> versions = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private String lastKey = "";
    private String lastVersion = "";
    private boolean truncated;

    Page(int most, String keyMarker, String versionMarker) {
      this.most = most;
      this.keyMarker = keyMarker;
      this.versionMarker = versionMarker;
    }

    @Override
    public boolean key(String key, List<StoredVersion> all) {
      boolean skipping = key.equals(keyMarker) && !versionMarker.isEmpty();
      for (int i = 0; i < all.size(); i++) {
        ObjectVersion version = all.get(i).version();
        if (skipping) {
          skipping = !version.versionId().equals(versionMarker);
          continue;
        }
        if (full()) {
          return false;
        }
        versions.add(new Listed(version, i == 0));
        lastKey = key;
        lastVersion = version.versionId();
      }
      return true;
    }

    @Override
    public boolean prefix(String commonPrefix) {
      if (full()) {
        return false;
      }
      prefixes.add(commonPrefix);
      lastKey = commonPrefix;
      lastVersion = "";
      return true;
    }

    private boolean full() {
      truncated = most > 0 && versions.size() + prefixes.size() >= most;
      return most == 0 || truncated;
    }
  }
}
