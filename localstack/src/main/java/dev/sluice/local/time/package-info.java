/// Waiting on a clock that a test may move.
@NullMarked
package dev.sluice.local.time;

import org.jspecify.annotations.NullMarked;
