/// One upload from its plan to its verdict and its tasks: states, rules, and the ports they need.
@NullMarked
package dev.sluice.core.upload;

import org.jspecify.annotations.NullMarked;
