package greenhouse;

import dev.sluice.local.lambda.Isolation;

/// The greenhouse with a JVM for each instance, as on Lambda.
final class GreenhouseInProcessesTest extends GreenhouseTest {
  GreenhouseInProcessesTest() {
    super(Isolation.PROCESS);
  }
}
