/// Whether what was found may stay.
@NullMarked
package dev.sluice.core.verdict;

import org.jspecify.annotations.NullMarked;
