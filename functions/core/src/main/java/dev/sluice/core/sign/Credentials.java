package dev.sluice.core.sign;

import java.util.Optional;

/// The keys that a request is signed with, as IAM hands them out.
///
/// @param accessKeyId stands in the URL for anyone to read
/// @param secretAccessKey never leaves the process, nor does it appear in [#toString()]
/// @param sessionToken present with temporary credentials, such as a function's role has
public record Credentials(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  public Credentials {
    if (accessKeyId.isBlank()) {
      throw new IllegalArgumentException("the access key id is blank; set AWS_ACCESS_KEY_ID");
    }
    if (secretAccessKey.isBlank()) {
      throw new IllegalArgumentException(
          "the secret access key is blank; set AWS_SECRET_ACCESS_KEY");
    }
    if (sessionToken.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException(
          "the session token is blank; leave it out if there is none");
    }
  }

  @Override
  public String toString() {
    return "Credentials[accessKeyId=%s, secretAccessKey=hidden, sessionToken=%s]"
        .formatted(accessKeyId, sessionToken.isPresent() ? "hidden" : "none");
  }
}
