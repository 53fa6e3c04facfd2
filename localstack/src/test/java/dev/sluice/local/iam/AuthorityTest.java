package dev.sluice.local.iam;

import static dev.sluice.local.iam.Documents.identity;
import static dev.sluice.local.iam.Documents.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may do what under which policies.
class AuthorityTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/app";
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/t";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final String BUCKET = "arn:aws:s3:::b";
  private static final Principal APP = new Principal.Role(ROLE, "fn");
  private static final Principal OTHER = new Principal.Role(ROLE + "2", "fn");
  private static final Principal OWNER = new Principal.Administrator("000000000000");
  private static final Principal S3 = new Principal.Service("s3.amazonaws.com");
  private static final Principal NOBODY = new Principal.Anonymous();
  private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

  @Test
  void what_no_policy_allows_is_denied_in_AWSs_words() {
    assertThat(refusal(ofRole(), ask(APP, "dynamodb:GetItem", TABLE)))
        .isEqualTo(
            "User: arn:aws:sts::000000000000:assumed-role/app/fn is not authorized to perform:"
                + " dynamodb:GetItem on resource: "
                + TABLE
                + " because no identity-based policy allows the dynamodb:GetItem action");
    assertThat(refusal(ofRole(), ask(S3, "sqs:SendMessage", QUEUE)))
        .endsWith("because no resource-based policy allows the sqs:SendMessage action");
    assertThat(refusal(ofRole(), ask(NOBODY, "s3:GetObject", BUCKET + "/k")))
        .isEqualTo("Access Denied");
  }

  @Test
  void a_role_may_do_what_its_own_policy_allows_and_no_other_role_may() {
    Authority authority =
        ofRole("{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'%s'}".formatted(TABLE));

    assertThat(allows(authority, ask(APP, "dynamodb:GetItem", TABLE))).isTrue();
    assertThat(allows(authority, ask(APP, "dynamodb:PutItem", TABLE))).isFalse();
    assertThat(allows(authority, ask(APP, "dynamodb:GetItem", TABLE + "2"))).isFalse();
    assertThat(allows(authority, ask(APP, "dynamodb:GetItem", TABLE + "/index/i"))).isFalse();
    assertThat(allows(authority, ask(OTHER, "dynamodb:GetItem", TABLE))).isFalse();
  }

  @Test
  void the_owner_may_do_all_that_no_policy_denies() {
    Authority authority =
        ofResource(
            QUEUE, "{'Effect':'Deny','Principal':'*','Action':'sqs:PurgeQueue','Resource':'*'}");

    assertThat(allows(authority, ask(OWNER, "sqs:SendMessage", QUEUE))).isTrue();
    assertThat(refusal(authority, ask(OWNER, "sqs:PurgeQueue", QUEUE)))
        .startsWith("User: arn:aws:iam::000000000000:root is not")
        .endsWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void a_denial_beats_everything() {
    Authority authority =
        ofRole(
            ALL, "{'Effect':'Deny','Action':'s3:Delete*','Resource':'%s/u/*'}".formatted(BUCKET));

    assertThat(allows(authority, ask(APP, "s3:DeleteObject", BUCKET + "/d/1"))).isTrue();
    assertThat(refusal(authority, ask(APP, "s3:DeleteObject", BUCKET + "/u/1")))
        .endsWith("with an explicit deny in an identity-based policy");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:getobject, s3:GetObject, true",
    "s3:Get*, s3:GetObject, true",
    "s3:*Object, s3:GetObject, true",
    "s3:Get?bject, s3:GetObject, true",
    "s3:Get?, s3:GetObject, false",
    "s3:*Object, s3:GetObjectTagging, false",
    "*, s3:GetObject, true",
  })
  void actions_are_patterns_and_their_case_does_not_matter(
      String pattern, String action, boolean allowed) {
    Authority authority =
        ofRole("{'Effect':'Allow','Action':'%s','Resource':'*'}".formatted(pattern));

    assertThat(allows(authority, ask(APP, action, BUCKET + "/k"))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/u/*, arn:aws:s3:::b/u/1/2, true",
    "arn:aws:s3:::b/u/*, arn:aws:s3:::b/U/1, false",
    "arn:aws:s3:::b/*/a*b*c, arn:aws:s3:::b/x/aabbc, true",
    "arn:aws:s3:::b/*/a*b*c, arn:aws:s3:::b/x/aabb, false",
    "arn:aws:s3:::b*, arn:aws:s3:::bb/k, true",
    "arn:aws:s3:::b, arn:aws:s3:::b/k, false",
  })
  void resources_are_patterns(String pattern, String resource, boolean allowed) {
    Authority authority =
        ofRole("{'Effect':'Allow','Action':'s3:GetObject','Resource':'%s'}".formatted(pattern));

    assertThat(allows(authority, ask(APP, "s3:GetObject", resource))).isEqualTo(allowed);
  }

  @Test
  void all_but_some_actions_and_resources() {
    Authority authority =
        ofRole(
            "{'Effect':'Allow','NotAction':['s3:Delete*','sqs:*'],'NotResource':'%s/secret/*'}"
                .formatted(BUCKET));

    assertThat(allows(authority, ask(APP, "s3:GetObject", BUCKET + "/k"))).isTrue();
    assertThat(allows(authority, ask(APP, "s3:DeleteObject", BUCKET + "/k"))).isFalse();
    assertThat(allows(authority, ask(APP, "s3:GetObject", BUCKET + "/secret/k"))).isFalse();
    assertThat(authority.grants())
        .containsExactly(
            new Grant(
                "P.Statement[0]", "all but s3:Delete*, sqs:*", "all but " + BUCKET + "/secret/*"));
  }

  @Test
  void a_service_is_let_in_by_the_queues_policy_on_its_condition() {
    Authority authority =
        ofResource(
            QUEUE,
            "{'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'},"
                + "'Action':'sqs:SendMessage','Resource':'%s',".formatted(QUEUE)
                + "'Condition':{'StringEquals':{'aws:SourceAccount':'000000000000'}}}");

    assertThat(allows(authority, ask(S3, "sqs:SendMessage", QUEUE, "aws:sourceaccount", OWN)))
        .isTrue();
    assertThat(allows(authority, ask(S3, "sqs:SendMessage", QUEUE, "aws:sourceaccount", "1")))
        .isFalse();
    assertThat(allows(authority, ask(S3, "sqs:SendMessage", QUEUE))).isFalse();
    assertThat(allows(authority, ask(APP, "sqs:SendMessage", QUEUE, "aws:sourceaccount", OWN)))
        .isFalse();
  }

  @Test
  void a_resources_policy_may_name_a_role_but_its_account_gives_the_roles_nothing() {
    Authority named = ofResource(QUEUE, principal("Allow", "{'AWS':'%s'}".formatted(ROLE)));
    Authority account = ofResource(QUEUE, principal("Allow", "{'AWS':'000000000000'}"));
    Authority everyone = ofResource(QUEUE, principal("Allow", "'*'"));

    assertThat(allows(named, ask(APP, "sqs:SendMessage", QUEUE))).isTrue();
    assertThat(allows(named, ask(OTHER, "sqs:SendMessage", QUEUE))).isFalse();
    assertThat(allows(account, ask(APP, "sqs:SendMessage", QUEUE))).isFalse();
    assertThat(allows(everyone, ask(NOBODY, "sqs:SendMessage", QUEUE))).isTrue();
  }

  @Test
  void where_it_denies_an_account_is_all_who_are_in_it_and_others_are_all_but_the_named() {
    Authority account = both(QUEUE, principal("Deny", "{'AWS':'arn:aws:iam::000000000000:root'}"));
    Authority others =
        both(
            QUEUE,
            "{'Effect':'Deny','NotPrincipal':{'AWS':'%s'},'Action':'*','Resource':'*'}"
                .formatted(ROLE));

    assertThat(allows(account, ask(APP, "sqs:SendMessage", QUEUE))).isFalse();
    assertThat(allows(others, ask(APP, "sqs:SendMessage", QUEUE))).isTrue();
    assertThat(allows(others, ask(OWNER, "sqs:SendMessage", QUEUE))).isFalse();
  }

  @Test
  void a_resource_that_keeps_its_policies_itself_is_not_asked_for_those_it_began_with() {
    Authority authority = ofResource(QUEUE, principal("Allow", "'*'"));
    AccessRequest request = ask(NOBODY, "sqs:SendMessage", QUEUE);

    assertThat(authority.decide(request)).isInstanceOf(Decision.Allowed.class);
    assertThat(authority.decide(request, List.of())).isInstanceOf(Decision.Denied.class);
    assertThat(
            authority.decide(
                ask(NOBODY, "s3:GetObject", BUCKET + "/public/k"),
                List.of(
                    resource(
                        "{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'%s/public/*'}"
                            .formatted(BUCKET)))))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void a_condition_on_a_key_that_no_request_has_is_one_of_a_request_without_it() {
    Policy policy =
        identity(
            "{'Effect':'Allow','Action':'*','Resource':'*',"
                + "'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o'}}}");
    Authority authority = new Authority(Map.of(ROLE, List.of(policy)), Map.of());

    assertThat(policy.conditionKeys()).containsExactly("aws:principalorgid");
    assertThat(allows(authority, ask(APP, "a:B", "*"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals            | a            | a                        | true",
        "StringEquals            | a            | A                        | false",
        "StringEqualsIgnoreCase  | a            | A                        | true",
        "StringNotEquals         | a            | b                        | true",
        "StringLike              | u/*          | u/1                      | true",
        "StringNotLike           | u/*          | u/1                      | false",
        "NumericLessThanEquals   | 10           | 10.0                     | true",
        "NumericLessThan         | 10           | 9                        | true",
        "NumericGreaterThan      | 10           | 9                        | false",
        "NumericEquals           | 10           | ten                      | false",
        "DateLessThan            | 2026-01-02T00:00:00Z | 2026-01-01T00:00:00Z | true",
        "DateGreaterThan         | 1767225600   | 2026-01-01T00:00:01Z     | true",
        "Bool                    | false        | false                    | true",
        "IpAddress               | 10.1.0.0/16  | 10.1.2.3                 | true",
        "IpAddress               | 10.1.0.0/16  | 10.2.0.0                 | false",
        "NotIpAddress            | 127.0.0.1    | 127.0.0.1                | false",
        "IpAddress               | ::1          | 127.0.0.1                | false",
        "ArnLike                 | arn:aws:s3:::b* | arn:aws:s3:::bucket   | true",
        "ArnEquals               | arn:aws:s*   | arn:aws:s3:::bucket      | false",
        "Null                    | false        | anything                 | true",
      })
  void a_condition_compares_the_requests_value(
      String operator, String value, String actual, boolean holds) {
    assertThat(allows(conditional(operator, value), ask(APP, "a:B", "*", "s3:prefix", actual)))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, a, false",
    "StringEqualsIfExists, a, true",
    "StringNotEquals, a, true",
    "Null, true, true",
    "Null, false, false",
  })
  void a_request_without_the_value_fits_some_conditions(
      String operator, String value, boolean holds) {
    assertThat(allows(conditional(operator, value), ask(APP, "a:B", "*"))).isEqualTo(holds);
  }

  private static final String OWN = "000000000000";

  private static Authority conditional(String operator, String value) {
    return ofRole(
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'%s':{'s3:prefix':'%s'}}}"
            .formatted(operator, value));
  }

  private static String principal(String effect, String principal) {
    return "{'Effect':'%s','Principal':%s,'Action':'sqs:*','Resource':'*'}"
        .formatted(effect, principal);
  }

  private static Authority ofRole(String... statements) {
    List<Policy> policies = statements.length == 0 ? List.of() : List.of(identity(statements));
    return new Authority(Map.of(ROLE, policies), Map.of());
  }

  private static Authority ofResource(String arn, String statement) {
    return new Authority(Map.of(), Map.of(arn, List.of(resource(statement))));
  }

  /// A role that may do everything, and a resource with a policy.
  private static Authority both(String arn, String statement) {
    return new Authority(
        Map.of(ROLE, List.of(identity(ALL))), Map.of(arn, List.of(resource(statement))));
  }

  private static AccessRequest ask(Principal principal, String action, String resource) {
    return new AccessRequest(principal, action, resource, Map.of());
  }

  private static AccessRequest ask(
      Principal principal, String action, String resource, String key, String value) {
    return new AccessRequest(principal, action, resource, Map.of(key, value));
  }

  private static boolean allows(Authority authority, AccessRequest request) {
    return authority.decide(request) instanceof Decision.Allowed;
  }

  private static String refusal(Authority authority, AccessRequest request) {
    return switch (authority.decide(request)) {
      case Decision.Denied denied ->
          denied.message(request.principal(), request.action(), request.resource());
      case Decision.Allowed allowed -> throw new AssertionError("allowed: " + allowed);
    };
  }
}
