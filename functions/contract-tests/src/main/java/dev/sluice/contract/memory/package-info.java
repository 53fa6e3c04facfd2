/// The ports in memory, for tests of the domain. They pass the same contract tests as the real
/// ones.
@NullMarked
package dev.sluice.contract.memory;

import org.jspecify.annotations.NullMarked;
