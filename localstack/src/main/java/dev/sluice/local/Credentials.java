package dev.sluice.local;

import dev.sluice.local.iam.Principal;
import dev.sluice.local.sign.SigningKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who may sign requests: access keys with their secrets and the principals they stand for.
public final class Credentials {
  /// The user's own keys and their secrets: as LocalStack's documentation has them, and as its Java
  /// library localstack-utils signs (`awssdkv2.TestUtils`, 0.2.23).
  private static final Map<String, String> USER = Map.of("test", "test", "access", "secret");

  /// An access key, what it signs with, and whom it stands for.
  public record Key(String accessKeyId, SigningKey signingKey, Principal principal) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  /// @param account whose owner the user is
  public Credentials(String account) {
    USER.forEach(
        (key, secret) ->
            add(new Key(key, SigningKey.permanent(secret), new Principal.Administrator(account))));
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

  Optional<SigningKey> signingKey(String accessKeyId) {
    return find(accessKeyId).map(Key::signingKey);
  }
}
