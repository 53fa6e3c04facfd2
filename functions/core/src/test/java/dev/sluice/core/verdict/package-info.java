@NullMarked
package dev.sluice.core.verdict;

import org.jspecify.annotations.NullMarked;
