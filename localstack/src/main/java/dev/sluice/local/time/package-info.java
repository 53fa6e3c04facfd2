/// Time that can be moved, and what is done by itself as it passes.
@NullMarked
package dev.sluice.local.time;

import org.jspecify.annotations.NullMarked;
