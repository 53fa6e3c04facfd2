package dev.sluice.local.iam;

import java.util.Optional;

/// Whether a call may be made, and why.
public sealed interface Decision {
  /// What AWS's messages end with (IAM user guide, "Troubleshoot access denied error messages").
  enum Reason {
    IDENTITY_DENIES,
    RESOURCE_DENIES,
    NO_IDENTITY_ALLOWS,
    NO_RESOURCE_ALLOWS
  }

  /// The call may be made.
  ///
  /// @param grant what allows it; the account's owner needs none
  record Allowed(Optional<Grant> grant) implements Decision {}

  /// The call is refused.
  record Denied(Reason reason) implements Decision {
    /// AWS's message.
    ///
    /// @param action as the service writes it
    /// @param resource as the service writes it
    public String message(Principal principal, String action, String resource) {
      if (principal instanceof Principal.Anonymous) {
        return "Access Denied";
      }
      String because =
          switch (reason) {
            case IDENTITY_DENIES -> "with an explicit deny in an identity-based policy";
            case RESOURCE_DENIES -> "with an explicit deny in a resource-based policy";
            case NO_IDENTITY_ALLOWS ->
                "because no identity-based policy allows the " + action + " action";
            case NO_RESOURCE_ALLOWS ->
                "because no resource-based policy allows the " + action + " action";
          };
      return "User: %s is not authorized to perform: %s on resource: %s %s"
          .formatted(principal.caller(), action, resource, because);
    }
  }
}
