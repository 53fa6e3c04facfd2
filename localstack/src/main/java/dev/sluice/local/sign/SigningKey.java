package dev.sluice.local.sign;

import java.util.Optional;

/// What somebody signs with.
///
/// @param sessionToken a temporary key's, such as a role's; it comes with every request of that key
public record SigningKey(String secretAccessKey, Optional<String> sessionToken) {
  /// A user's key.
  public static SigningKey permanent(String secretAccessKey) {
    return new SigningKey(secretAccessKey, Optional.empty());
  }
}
