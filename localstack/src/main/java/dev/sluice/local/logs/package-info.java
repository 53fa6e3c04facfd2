/// What functions write: their log groups, and the metrics in them.
@NullMarked
package dev.sluice.local.logs;

import org.jspecify.annotations.NullMarked;
