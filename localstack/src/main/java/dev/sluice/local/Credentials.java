package dev.sluice.local;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who may sign requests: access keys with their secrets and the principals they stand for.
public final class Credentials {
  /// The user's own keys, as LocalStack's documentation has them.
  public static final Key USER = new Key("test", "test", "user");

  /// A key pair and whom it stands for: a role's ARN, or `user`.
  public record Key(String accessKeyId, String secretAccessKey, String principal) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  public Credentials() {
    add(USER);
  }

  public void add(Key key) {
    keys.put(key.accessKeyId(), key);
  }

  public Optional<Key> find(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }

  /// Whom the key stands for; the key itself if nobody has it.
  String principal(String accessKeyId) {
    return find(accessKeyId).map(Key::principal).orElse(accessKeyId);
  }

  public Optional<String> secret(String accessKeyId) {
    return find(accessKeyId).map(Key::secretAccessKey);
  }
}
