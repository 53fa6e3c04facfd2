package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.sign.Percent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What all lists of keys have in common: prefix, delimiter, encoding, and the way through the
/// keys, which leaps over what a common prefix stands for.
///
/// @param url whether keys are answered percent-encoded
record KeyWalk(String prefix, String delimiter, boolean url) {
  /// Sees keys in order.
  interface Visitor {
    /// @return whether to go on
    boolean key(String key, List<StoredVersion> versions);

    /// @return whether to go on
    boolean prefix(String commonPrefix);
  }

  static KeyWalk of(Call call) {
    Optional<String> encoding = call.query().find("encoding-type");
    if (encoding.isPresent() && !encoding.get().equals("url")) {
      throw S3Error.argument(
          "encoding-type", encoding.get(), "Invalid Encoding Method specified in Request");
    }
    return new KeyWalk(
        call.query().get("prefix"), call.query().get("delimiter"), encoding.isPresent());
  }

  String encoded(String key) {
    return url ? Percent.encodePath(key) : key;
  }

  /// What the key is listed under, if not itself.
  Optional<String> commonPrefix(String key) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }

  /// @param after what was listed before: a key, or a common prefix
  /// @param from whether to begin with the key `after` itself
  void walk(
      NavigableMap<String, List<StoredVersion>> keys, String after, boolean from, Visitor visitor) {
    Map.@Nullable Entry<String, List<StoredVersion>> next =
        from || after.isEmpty() ? keys.ceilingEntry(after) : keys.higherEntry(after);
    if (next != null && prefix.compareTo(next.getKey()) > 0 && !next.getKey().startsWith(prefix)) {
      next = keys.ceilingEntry(prefix);
    }
    while (next != null && next.getKey().startsWith(prefix)) {
      String key = next.getKey();
      Optional<String> common = commonPrefix(key);
      if (common.isPresent()) {
        // Seen on AWS: a marker within a common prefix counts as having had it listed.
        boolean listed = after.startsWith(common.get());
        if (!listed && !visitor.prefix(common.get())) {
          return;
        }
        next = keys.higherEntry(common.get() + Character.toString(Character.MAX_CODE_POINT));
        while (next != null && next.getKey().startsWith(common.get())) {
          next = keys.higherEntry(next.getKey());
        }
      } else {
        if (!visitor.key(key, next.getValue())) {
          return;
        }
        next = keys.higherEntry(key);
      }
    }
  }

  void writeParameters(Xml xml) {
    xml.text("Prefix", encoded(prefix));
    if (!delimiter.isEmpty()) {
      xml.text("Delimiter", encoded(delimiter));
    }
    if (url) {
      xml.text("EncodingType", "url");
    }
  }

  void writePrefixes(Xml xml, Collection<String> prefixes) {
    prefixes.forEach(
        it -> xml.element("CommonPrefixes", element -> element.text("Prefix", encoded(it))));
  }
}
