package dev.sluice.local.iam;

import java.util.Set;

/// The principals of a resource's policy. In one account an account's id stands for its owner where
/// a statement allows (others need a policy of their own, too), and for everybody of the account
/// where it denies (IAM user guide, "AWS JSON policy elements: Principal", "AWS account
/// principals").
///
/// @param others whether everybody else is meant (`NotPrincipal`)
record Principals(boolean others, boolean everyone, Set<String> aws, Set<String> services) {
  Principals {
    aws = Set.copyOf(aws);
    services = Set.copyOf(services);
  }

  boolean include(Principal principal, boolean denying) {
    return others != names(principal, denying);
  }

  private boolean names(Principal principal, boolean denying) {
    return everyone
        || switch (principal) {
          case Principal.Administrator owner -> account(owner.account());
          case Principal.Role role ->
              aws.contains(role.arn())
                  || aws.contains(role.caller())
                  || (denying && account(role.account()));
          case Principal.Service service -> services.contains(service.name());
          case Principal.Anonymous _ -> false;
        };
  }

  private boolean account(String id) {
    return aws.contains(id) || aws.contains("arn:aws:iam::" + id + ":root");
  }
}
