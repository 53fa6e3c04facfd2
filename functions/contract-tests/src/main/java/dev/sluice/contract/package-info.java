/// What every backend of core's ports must do, as abstract tests: embedded, LocalStack, AWS,
/// memory.
@NullMarked
package dev.sluice.contract;

import org.jspecify.annotations.NullMarked;
