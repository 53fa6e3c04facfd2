package greenhouse;

import dev.sluice.local.lambda.Isolation;

/// The greenhouse in one process, where a debugger stops in its functions.
final class GreenhouseInThreadsTest extends GreenhouseTest {
  GreenhouseInThreadsTest() {
    super(Isolation.THREAD);
  }
}
