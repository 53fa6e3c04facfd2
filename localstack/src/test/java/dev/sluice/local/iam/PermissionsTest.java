package dev.sluice.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What was used of what is allowed, and what was refused.
class PermissionsTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/app";
  private static final Principal APP = new Principal.Role(ROLE, "fn");
  private static final Grant GET = new Grant("P.Statement[0] Read", "s3:GetObject", "b/*");
  private static final Grant LIST = new Grant("P.Statement[0] Read", "s3:ListBucket", "b/*");
  private static final Grant ALL = new Grant("P.Statement[1]", "s3:*", "c");

  private final Permissions permissions =
      new Permissions(
          new Authority(
              Map.of(
                  ROLE,
                  List.of(
                      Documents.identity(
                          "{'Sid':'Read','Effect':'Allow',"
                              + "'Action':['s3:GetObject','s3:ListBucket'],'Resource':'b/*'}",
                          "{'Effect':'Allow','Action':'s3:*','Resource':'c'}"))),
              Map.of()));

  @Test
  void every_grant_counts_the_calls_that_it_allowed() {
    decide("s3:GetObject", "b/1");
    decide("s3:GetObject", "b/2");
    decide("s3:PutObject", "c");

    assertThat(permissions.uses()).containsExactly(entry(GET, 2L), entry(LIST, 0L), entry(ALL, 1L));
    assertThat(permissions.unused()).containsExactly(LIST);
    assertThat(permissions.refusals()).isEmpty();
    assertThat(GET.isPattern()).isFalse();
    assertThat(ALL.isPattern()).isTrue();
  }

  @Test
  void what_was_refused_is_counted_too() {
    decide("s3:PutObject", "b/1");
    decide("s3:PutObject", "b/1");

    assertThat(permissions.refusals())
        .containsExactly(entry(new Permissions.Refusal(ROLE, "s3:PutObject", "b/1"), 2L));
    assertThat(permissions.unused()).containsExactly(GET, LIST, ALL);
  }

  private void decide(String action, String resource) {
    Decision _ = permissions.decide(new AccessRequest(APP, action, resource, Map.of()));
  }
}
