package dev.sluice.local;

import dev.sluice.local.iam.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who may sign requests: access keys with their secrets and the principals they stand for.
public final class Credentials {
  /// The user's own key and its secret, as LocalStack's documentation has them.
  private static final String USER = "test";

  /// A key pair and whom it stands for.
  public record Key(String accessKeyId, String secretAccessKey, Principal principal) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  /// @param account whose owner the user is
  public Credentials(String account) {
    add(new Key(USER, USER, new Principal.Administrator(account)));
  }

  public void add(Key key) {
    keys.put(key.accessKeyId(), key);
  }

  public Optional<Key> find(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }

  Optional<Principal> principal(String accessKeyId) {
    return find(accessKeyId).map(Key::principal);
  }

  /// The name of whom the key stands for; the key itself, if there is no such key.
  String principalName(String accessKeyId) {
    return find(accessKeyId).map(key -> key.principal().name()).orElse(accessKeyId);
  }

  public Optional<String> secret(String accessKeyId) {
    return find(accessKeyId).map(Key::secretAccessKey);
  }
}
