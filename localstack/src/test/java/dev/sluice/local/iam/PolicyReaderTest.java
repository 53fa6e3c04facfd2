package dev.sluice.local.iam;

import static dev.sluice.local.iam.Documents.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a policy may not say here is told by place and in AWS's words.
class PolicyReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Version':'2030-01-01','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}"
            + " | Version: The policy must contain a valid version string",
        "{} | Statement: Missing required field Statement",
        "{'Statement':[]} | Statement: Could not parse the policy: Statement is empty!",
        "{'Statement':{'Effect':'Perhaps','Action':'*','Resource':'*'}}"
            + " | Statement[0].Effect: Invalid effect: Perhaps",
        "{'Statement':{'Effect':'Allow','Resource':'*'}}"
            + " | Statement[0]: Missing required field Action",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}}"
            + " | Statement[0]: Resource and NotResource can't both be given",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}}"
            + " | Statement[0]: Policy document should not specify a principal.",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'${aws:username}/*'}}"
            + " | Statement[0].Resource: the local cloud does not evaluate policy variables: ${aws:username}/*",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Sauce':'hot'}}"
            + " | Statement[0].Sauce: Unknown field Sauce",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*',"
            + "'Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':'a'}}}}"
            + " | Statement[0].Condition: the local cloud does not evaluate conditions of the type"
            + " ForAllValues:StringEquals",
        "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*',"
            + "'Condition':{'StringEquals':{'s3:prefix':'${aws:username}'}}}}"
            + " | Statement[0].Condition.StringEquals: the local cloud does not evaluate policy variables:"
            + " ${aws:username}",
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
            + " | Statement[0]: Missing required field Principal",
        "{'Statement':{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}}"
            + " | Statement[0]: Allow with NotPrincipal is not allowed.",
        "{'Statement':{'Effect':'Allow','Principal':{'Federated':'x'},'Action':'*','Resource':'*'}}"
            + " | Statement[0].Principal.Federated: Invalid principal in policy",
        "{'Statement':{'Effect':'Allow','Principal':'x','Action':'*','Resource':'*'}}"
            + " | Statement[0].Principal: Invalid principal in policy",
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
