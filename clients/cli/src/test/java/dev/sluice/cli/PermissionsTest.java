package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Each role may do exactly what its function does: over all pipelines of this suite, which is why
/// this class comes last (`junit-platform.properties`).
///
/// What fails here is changed in `infra-cdk`'s `Permissions`, at the line that is told; or it is a
/// call, or a lack of a test, that nobody wanted.
@Order(Integer.MAX_VALUE)
class PermissionsTest {
  /// Log events are written by the platform, which asks no policy here; their grants are held by
  /// `infra-cdk`'s own tests.
  private static final String NOT_ENFORCED = ": logs:";

  @BeforeAll
  static void wholeSuite() {
    assumeThat(System.getProperty("test")).as("tests chosen one by one, not the suite").isNull();
    assumeThat(UsedPermissions.isEmpty()).as("no pipeline ran before").isFalse();
  }

  @Test
  void whatAPolicyAllowsIsUsed() {
    assertThat(enforced(UsedPermissions.unused())).as("allowed in vain").isEmpty();
  }

  @Test
  void aPolicyNamesActionsOneByOne() {
    assertThat(enforced(UsedPermissions.patterns())).as("allowed by a pattern").isEmpty();
  }

  @Test
  void whatIsCalledIsAllowed() {
    assertThat(UsedPermissions.refused()).as("called and not allowed").isEmpty();
  }

  private static Set<String> enforced(Set<String> grants) {
    return grants.stream()
        .filter(grant -> !grant.contains(NOT_ENFORCED))
        .collect(Collectors.toSet());
  }
}
