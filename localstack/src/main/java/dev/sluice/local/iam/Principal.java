package dev.sluice.local.iam;

import java.util.Map;

/// Who makes a call (IAM user guide, "AWS JSON policy elements: Principal").
public sealed interface Principal {
  /// The account's owner, who may do all that no policy denies.
  record Administrator(String account) implements Principal {
    @Override
    public String name() {
      return "user";
    }

    @Override
    public String caller() {
      return "arn:aws:iam::%s:root".formatted(account);
    }
  }

  /// A role, as one of its sessions.
  ///
  /// @param arn the role's
  /// @param session who took the role: a function's name, for Lambda
  record Role(String arn, String session) implements Principal {
    /// The account's id in the role's ARN.
    String account() {
      return arn.split(":", -1)[4];
    }

    @Override
    public String name() {
      return arn;
    }

    @Override
    public String caller() {
      return arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session;
    }
  }

  /// An AWS service that acts by itself.
  ///
  /// @param name such as `s3.amazonaws.com`
  record Service(String name) implements Principal {
    @Override
    public String caller() {
      return name;
    }
  }

  /// Nobody: the call is not signed.
  record Anonymous() implements Principal {
    @Override
    public String name() {
      return "";
    }

    @Override
    public String caller() {
      return "anonymous";
    }
  }

  /// What conditions can ask of the caller.
  default Map<String, String> context() {
    return switch (this) {
      case Administrator owner ->
          Map.of(
              ContextKeys.PRINCIPAL_ARN,
              owner.caller(),
              ContextKeys.PRINCIPAL_ACCOUNT,
              owner.account(),
              ContextKeys.PRINCIPAL_TYPE,
              "Account",
              ContextKeys.PRINCIPAL_IS_SERVICE,
              "false");
      case Role role ->
          Map.of(
              ContextKeys.PRINCIPAL_ARN,
              role.arn(),
              ContextKeys.PRINCIPAL_ACCOUNT,
              role.account(),
              ContextKeys.PRINCIPAL_TYPE,
              "AssumedRole",
              ContextKeys.PRINCIPAL_IS_SERVICE,
              "false");
      case Service _ -> Map.of(ContextKeys.PRINCIPAL_IS_SERVICE, "true");
      case Anonymous _ ->
          Map.of(
              ContextKeys.PRINCIPAL_TYPE, "Anonymous", ContextKeys.PRINCIPAL_IS_SERVICE, "false");
    };
  }

  /// As recorded calls have it: a role's ARN, a service's name, `user`, or empty.
  String name();

  /// As error messages have it.
  String caller();
}
