package dev.sluice.local.iam;

import static dev.sluice.local.iam.Documents.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a policy may not say here is told by name.
class PolicyReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Version':'2030-01-01','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}"
            + " | Version 2030-01-01 is not understood",
        "{'Statement':[]} | has no Statement",
        "{'Statement':{'Effect':'Perhaps','Action':'*','Resource':'*'}}"
            + " | Statement[0].Effect has to be Allow or Deny, not Perhaps",
        "{'Statement':{'Effect':'Allow','Resource':'*'}}"
            + " | Statement[0] has to have either Action or NotAction",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}}"
            + " | Statement[0] has to have either Resource or NotResource",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}}"
            + " | Statement[0].Principal can't be in a role's policy",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'${aws:username}/*'}}"
            + " | Statement[0].Resource: policy variables are not understood: ${aws:username}/*",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Sauce':'hot'}}"
            + " | Statement[0].Sauce is not understood",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*',"
            + "'Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'a'}}}}"
            + " | Statement[0].Condition.ForAllValues:StringEquals is not understood",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*',"
            + "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o'}}}}"
            + " | Statement[0].Condition: the key aws:PrincipalOrgID is not understood",
      })
  void in_a_roles_policy(String document, String problem) {
    assertThat(problems(Policy.Kind.IDENTITY, document)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}"
            + " | Statement[0] has no Principal",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}}"
            + " | Statement[0].NotPrincipal can't be in a statement that allows",
        "{'Statement':{'Effect':'Allow','Principal':{'Federated':'x'},'Action':'*','Resource':'*'}}"
            + " | Statement[0].Principal.Federated is not understood",
      })
  void in_the_policy_of_a_bucket_or_a_queue(String document, String problem) {
    assertThat(problems(Policy.Kind.RESOURCE, document)).containsExactly(problem);
  }

  @Test
  void one_may_stand_for_a_list_and_a_role_is_the_resource_of_its_trust() {
    assertThat(
            problems(
                Policy.Kind.TRUST,
                "{'Statement':{'Effect':'Allow','Action':'sts:AssumeRole',"
                    + "'Principal':{'Service':['lambda.amazonaws.com']}}}"))
        .isEmpty();
  }
}
